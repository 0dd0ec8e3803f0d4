#include "textflag.h"

// Rows of the panel loops: the accumulators of row r are three registers in a row.
// The weights of one input stand in Z24-Z26 (Y12-Y14), its value in Z27 (Y15).

#define ROW512(mem, a, b, c) \
	VBROADCASTSS mem, Z27 \
	VFMADD231PS  Z27, Z24, a \
	VFMADD231PS  Z27, Z25, b \
	VFMADD231PS  Z27, Z26, c

#define START512(a, b, c) \
	VMOVAPS Z24, a \
	VMOVAPS Z25, b \
	VMOVAPS Z26, c

#define STORE512(a, b, c, ptr) \
	VMOVUPS a, (ptr) \
	VMOVUPS b, 64(ptr) \
	VMOVUPS c, 128(ptr) \
	ADDQ    R8, ptr

// func panel8AVX512(dst *float32, dstStride int, src *float32, srcStride, in int, w, bias *float32)
TEXT ·panel8AVX512(SB), NOSPLIT, $0-56
	MOVQ    dst+0(FP), DI
	MOVQ    dstStride+8(FP), R8
	MOVQ    src+16(FP), SI
	MOVQ    srcStride+24(FP), R9
	MOVQ    in+32(FP), CX
	MOVQ    w+40(FP), DX
	MOVQ    bias+48(FP), BX
	LEAQ    (R9)(R9*2), R10
	LEAQ    (SI)(R9*4), R11
	VMOVUPS (BX), Z24
	VMOVUPS 64(BX), Z25
	VMOVUPS 128(BX), Z26
	START512(Z0, Z1, Z2)
	START512(Z3, Z4, Z5)
	START512(Z6, Z7, Z8)
	START512(Z9, Z10, Z11)
	START512(Z12, Z13, Z14)
	START512(Z15, Z16, Z17)
	START512(Z18, Z19, Z20)
	START512(Z21, Z22, Z23)

input8:
	VMOVUPS (DX), Z24
	VMOVUPS 64(DX), Z25
	VMOVUPS 128(DX), Z26
	ROW512((SI), Z0, Z1, Z2)
	ROW512((SI)(R9*1), Z3, Z4, Z5)
	ROW512((SI)(R9*2), Z6, Z7, Z8)
	ROW512((SI)(R10*1), Z9, Z10, Z11)
	ROW512((R11), Z12, Z13, Z14)
	ROW512((R11)(R9*1), Z15, Z16, Z17)
	ROW512((R11)(R9*2), Z18, Z19, Z20)
	ROW512((R11)(R10*1), Z21, Z22, Z23)
	ADDQ    $192, DX
	ADDQ    $4, SI
	ADDQ    $4, R11
	DECQ    CX
	JNZ     input8

	STORE512(Z0, Z1, Z2, DI)
	STORE512(Z3, Z4, Z5, DI)
	STORE512(Z6, Z7, Z8, DI)
	STORE512(Z9, Z10, Z11, DI)
	STORE512(Z12, Z13, Z14, DI)
	STORE512(Z15, Z16, Z17, DI)
	STORE512(Z18, Z19, Z20, DI)
	STORE512(Z21, Z22, Z23, DI)
	VZEROUPPER
	RET

// func panel1AVX512(dst, src *float32, in int, w, bias *float32)
TEXT ·panel1AVX512(SB), NOSPLIT, $0-40
	MOVQ    dst+0(FP), DI
	MOVQ    src+8(FP), SI
	MOVQ    in+16(FP), CX
	MOVQ    w+24(FP), DX
	MOVQ    bias+32(FP), BX
	VMOVUPS (BX), Z0
	VMOVUPS 64(BX), Z1
	VMOVUPS 128(BX), Z2

input1:
	VBROADCASTSS (SI), Z27
	VFMADD231PS  (DX), Z27, Z0
	VFMADD231PS  64(DX), Z27, Z1
	VFMADD231PS  128(DX), Z27, Z2
	ADDQ         $192, DX
	ADDQ         $4, SI
	DECQ         CX
	JNZ          input1

	STORE512(Z0, Z1, Z2, DI)
	VZEROUPPER
	RET

#define WEIGHTS3(ptr, a, b, c) \
	VFMADD231PS (ptr), Z27, a \
	VFMADD231PS 64(ptr), Z27, b \
	VFMADD231PS 128(ptr), Z27, c

// func row3AVX512(dst, src *float32, in int, w, bias *float32)
// One row by three panels, for enough independent sums.
TEXT ·row3AVX512(SB), NOSPLIT, $0-40
	MOVQ    dst+0(FP), DI
	MOVQ    src+8(FP), SI
	MOVQ    in+16(FP), CX
	MOVQ    w+24(FP), DX
	MOVQ    bias+32(FP), BX
	MOVQ    CX, R9
	IMULQ   $192, R9
	LEAQ    (DX)(R9*1), R10
	LEAQ    (DX)(R9*2), R11
	VMOVUPS (BX), Z0
	VMOVUPS 64(BX), Z1
	VMOVUPS 128(BX), Z2
	VMOVUPS 192(BX), Z3
	VMOVUPS 256(BX), Z4
	VMOVUPS 320(BX), Z5
	VMOVUPS 384(BX), Z6
	VMOVUPS 448(BX), Z7
	VMOVUPS 512(BX), Z8

input3:
	VBROADCASTSS (SI), Z27
	WEIGHTS3(DX, Z0, Z1, Z2)
	WEIGHTS3(R10, Z3, Z4, Z5)
	WEIGHTS3(R11, Z6, Z7, Z8)
	ADDQ         $192, DX
	ADDQ         $192, R10
	ADDQ         $192, R11
	ADDQ         $4, SI
	DECQ         CX
	JNZ          input3
	MOVQ         $192, R8
	STORE512(Z0, Z1, Z2, DI)
	STORE512(Z3, Z4, Z5, DI)
	STORE512(Z6, Z7, Z8, DI)
	VZEROUPPER
	RET

// func sumMaxAVX512(dst *float32, n, pieces int, rows *[]float32, count int)
TEXT ·sumMaxAVX512(SB), NOSPLIT, $0-40
	MOVQ dst+0(FP), DI
	MOVQ n+8(FP), R8
	MOVQ pieces+16(FP), R10
	MOVQ count+32(FP), R9
	SHLQ $2, R8 // bytes of one piece
	XORQ BX, BX // byte offset of the outputs

block512:
	MOVQ   rows+24(FP), SI
	MOVQ   R9, CX
	VPXORD Z0, Z0, Z0
	VPXORD Z1, Z1, Z1
	VPXORD Z2, Z2, Z2
	CMPQ   R10, $3
	JEQ    three512

two512:
	MOVQ    (SI), AX
	ADDQ    BX, AX
	VADDPS  (AX), Z0, Z0
	VADDPS  (AX)(R8*1), Z1, Z1
	ADDQ    $24, SI
	DECQ    CX
	JNZ     two512
	VMAXPS  Z1, Z0, Z0
	JMP     next512

three512:
	MOVQ    (SI), AX
	ADDQ    BX, AX
	VADDPS  (AX), Z0, Z0
	VADDPS  (AX)(R8*1), Z1, Z1
	VADDPS  (AX)(R8*2), Z2, Z2
	ADDQ    $24, SI
	DECQ    CX
	JNZ     three512
	VMAXPS  Z1, Z0, Z0
	VMAXPS  Z2, Z0, Z0

next512:
	VMOVUPS Z0, (DI)(BX*1)
	ADDQ    $64, BX
	CMPQ    BX, R8
	JLT     block512
	VZEROUPPER
	RET

// The sum of the floats in Y0, in X0, once the halves of a Z register are added.
#define SUM256 \
	VEXTRACTF128 $1, Y0, X1 \
	VADDPS       X1, X0, X0 \
	VHADDPS      X0, X0, X0 \
	VHADDPS      X0, X0, X0

// func addNormAVX512(x, y, gain, bias *float32, width, rows int, inverse, epsilon, keep float32)
TEXT ·addNormAVX512(SB), NOSPLIT, $0-60
	MOVQ   x+0(FP), DI
	MOVQ   y+8(FP), SI
	MOVQ   gain+16(FP), R8
	MOVQ   bias+24(FP), R9
	MOVQ   width+32(FP), R10
	MOVQ   rows+40(FP), CX
	VMOVSS inverse+48(FP), X8
	VMOVSS epsilon+52(FP), X9
	VBROADCASTSS keep+56(FP), Z7
	MOVL   $0x3f800000, AX
	VMOVD  AX, X10
	SHLQ   $2, R10

norm512:
	VPXORD Z0, Z0, Z0
	XORQ   BX, BX

mean512:
	VADDPS (SI)(BX*1), Z0, Z0
	ADDQ   $64, BX
	CMPQ   BX, R10
	JLT    mean512
	VEXTRACTF64X4 $1, Z0, Y1
	VADDPS        Y1, Y0, Y0
	SUM256
	VMULSS        X8, X0, X0
	VBROADCASTSS  X0, Z4
	VPXORD        Z0, Z0, Z0
	XORQ          BX, BX

variance512:
	VMOVUPS     (SI)(BX*1), Z2
	VSUBPS      Z4, Z2, Z2
	VFMADD231PS Z2, Z2, Z0
	ADDQ        $64, BX
	CMPQ        BX, R10
	JLT         variance512
	VEXTRACTF64X4 $1, Z0, Y1
	VADDPS        Y1, Y0, Y0
	SUM256
	VMULSS        X8, X0, X0
	VADDSS        X9, X0, X0
	VSQRTSS       X0, X0, X0
	VDIVSS        X0, X10, X0
	VBROADCASTSS  X0, Z5
	XORQ          BX, BX

scale512:
	VMOVUPS     (SI)(BX*1), Z2
	VSUBPS      Z4, Z2, Z2
	VMULPS      Z5, Z2, Z2
	VMOVUPS     (R9)(BX*1), Z3
	VFMADD231PS (R8)(BX*1), Z2, Z3
	VFMADD231PS (DI)(BX*1), Z7, Z3
	VMOVUPS     Z3, (DI)(BX*1)
	ADDQ        $64, BX
	CMPQ        BX, R10
	JLT         scale512
	ADDQ        R10, SI
	ADDQ        R10, DI
	DECQ        CX
	JNZ         norm512
	VZEROUPPER
	RET

#define ROW256(mem, a, b, c) \
	VBROADCASTSS mem, Y15 \
	VFMADD231PS  Y15, Y12, a \
	VFMADD231PS  Y15, Y13, b \
	VFMADD231PS  Y15, Y14, c

#define START256(a, b, c) \
	VMOVAPS Y12, a \
	VMOVAPS Y13, b \
	VMOVAPS Y14, c

#define STORE256(a, b, c, ptr) \
	VMOVUPS a, (ptr) \
	VMOVUPS b, 64(ptr) \
	VMOVUPS c, 128(ptr) \
	ADDQ    R8, ptr

// func panel4AVX2(dst *float32, dstStride int, src *float32, srcStride, in int, w, bias *float32)
// One half of the panel: w, bias and dst point to its first column.
TEXT ·panel4AVX2(SB), NOSPLIT, $0-56
	MOVQ    dst+0(FP), DI
	MOVQ    dstStride+8(FP), R8
	MOVQ    src+16(FP), SI
	MOVQ    srcStride+24(FP), R9
	MOVQ    in+32(FP), CX
	MOVQ    w+40(FP), DX
	MOVQ    bias+48(FP), BX
	LEAQ    (R9)(R9*2), R10
	VMOVUPS (BX), Y12
	VMOVUPS 64(BX), Y13
	VMOVUPS 128(BX), Y14
	START256(Y0, Y1, Y2)
	START256(Y3, Y4, Y5)
	START256(Y6, Y7, Y8)
	START256(Y9, Y10, Y11)

input4:
	VMOVUPS (DX), Y12
	VMOVUPS 64(DX), Y13
	VMOVUPS 128(DX), Y14
	ROW256((SI), Y0, Y1, Y2)
	ROW256((SI)(R9*1), Y3, Y4, Y5)
	ROW256((SI)(R9*2), Y6, Y7, Y8)
	ROW256((SI)(R10*1), Y9, Y10, Y11)
	ADDQ    $192, DX
	ADDQ    $4, SI
	DECQ    CX
	JNZ     input4

	STORE256(Y0, Y1, Y2, DI)
	STORE256(Y3, Y4, Y5, DI)
	STORE256(Y6, Y7, Y8, DI)
	STORE256(Y9, Y10, Y11, DI)
	VZEROUPPER
	RET

// func panel1AVX2(dst, src *float32, in int, w, bias *float32)
TEXT ·panel1AVX2(SB), NOSPLIT, $0-40
	MOVQ    dst+0(FP), DI
	MOVQ    src+8(FP), SI
	MOVQ    in+16(FP), CX
	MOVQ    w+24(FP), DX
	MOVQ    bias+32(FP), BX
	VMOVUPS (BX), Y0
	VMOVUPS 32(BX), Y1
	VMOVUPS 64(BX), Y2
	VMOVUPS 96(BX), Y3
	VMOVUPS 128(BX), Y4
	VMOVUPS 160(BX), Y5

input1:
	VBROADCASTSS (SI), Y15
	VFMADD231PS  (DX), Y15, Y0
	VFMADD231PS  32(DX), Y15, Y1
	VFMADD231PS  64(DX), Y15, Y2
	VFMADD231PS  96(DX), Y15, Y3
	VFMADD231PS  128(DX), Y15, Y4
	VFMADD231PS  160(DX), Y15, Y5
	ADDQ         $192, DX
	ADDQ         $4, SI
	DECQ         CX
	JNZ          input1

	VMOVUPS Y0, (DI)
	VMOVUPS Y1, 32(DI)
	VMOVUPS Y2, 64(DI)
	VMOVUPS Y3, 96(DI)
	VMOVUPS Y4, 128(DI)
	VMOVUPS Y5, 160(DI)
	VZEROUPPER
	RET

// func sumMaxAVX2(dst *float32, n, pieces int, rows *[]float32, count int)
TEXT ·sumMaxAVX2(SB), NOSPLIT, $0-40
	MOVQ dst+0(FP), DI
	MOVQ n+8(FP), R8
	MOVQ pieces+16(FP), R10
	MOVQ count+32(FP), R9
	SHLQ $2, R8
	XORQ BX, BX

block256:
	MOVQ   rows+24(FP), SI
	MOVQ   R9, CX
	VXORPS Y0, Y0, Y0
	VXORPS Y1, Y1, Y1
	VXORPS Y2, Y2, Y2
	CMPQ   R10, $3
	JEQ    three256

two256:
	MOVQ   (SI), AX
	ADDQ   BX, AX
	VADDPS (AX), Y0, Y0
	VADDPS (AX)(R8*1), Y1, Y1
	ADDQ   $24, SI
	DECQ   CX
	JNZ    two256
	VMAXPS Y1, Y0, Y0
	JMP    next256

three256:
	MOVQ   (SI), AX
	ADDQ   BX, AX
	VADDPS (AX), Y0, Y0
	VADDPS (AX)(R8*1), Y1, Y1
	VADDPS (AX)(R8*2), Y2, Y2
	ADDQ   $24, SI
	DECQ   CX
	JNZ    three256
	VMAXPS Y1, Y0, Y0
	VMAXPS Y2, Y0, Y0

next256:
	VMOVUPS Y0, (DI)(BX*1)
	ADDQ    $32, BX
	CMPQ    BX, R8
	JLT     block256
	VZEROUPPER
	RET

// func addNormAVX2(x, y, gain, bias *float32, width, rows int, inverse, epsilon, keep float32)
TEXT ·addNormAVX2(SB), NOSPLIT, $0-60
	MOVQ   x+0(FP), DI
	MOVQ   y+8(FP), SI
	MOVQ   gain+16(FP), R8
	MOVQ   bias+24(FP), R9
	MOVQ   width+32(FP), R10
	MOVQ   rows+40(FP), CX
	VMOVSS inverse+48(FP), X8
	VMOVSS epsilon+52(FP), X9
	VBROADCASTSS keep+56(FP), Y7
	MOVL   $0x3f800000, AX
	VMOVD  AX, X10
	SHLQ   $2, R10

norm256:
	VXORPS Y0, Y0, Y0
	XORQ   BX, BX

mean256:
	VADDPS (SI)(BX*1), Y0, Y0
	ADDQ   $32, BX
	CMPQ   BX, R10
	JLT    mean256
	SUM256
	VMULSS       X8, X0, X0
	VBROADCASTSS X0, Y4
	VXORPS       Y0, Y0, Y0
	XORQ         BX, BX

variance256:
	VMOVUPS     (SI)(BX*1), Y2
	VSUBPS      Y4, Y2, Y2
	VFMADD231PS Y2, Y2, Y0
	ADDQ        $32, BX
	CMPQ        BX, R10
	JLT         variance256
	SUM256
	VMULSS       X8, X0, X0
	VADDSS       X9, X0, X0
	VSQRTSS      X0, X0, X0
	VDIVSS       X0, X10, X0
	VBROADCASTSS X0, Y5
	XORQ         BX, BX

scale256:
	VMOVUPS     (SI)(BX*1), Y2
	VSUBPS      Y4, Y2, Y2
	VMULPS      Y5, Y2, Y2
	VMOVUPS     (R9)(BX*1), Y3
	VFMADD231PS (R8)(BX*1), Y2, Y3
	VFMADD231PS (DI)(BX*1), Y7, Y3
	VMOVUPS     Y3, (DI)(BX*1)
	ADDQ        $32, BX
	CMPQ        BX, R10
	JLT         scale256
	ADDQ        R10, SI
	ADDQ        R10, DI
	DECQ        CX
	JNZ         norm256
	VZEROUPPER
	RET
