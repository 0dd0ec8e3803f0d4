#include "textflag.h"

// The loops are those of kernel_amd64.s, for pairs of sixteen-bit integers in
// place of floats.

#define ROW512(mem, a, b, c) \
	VPBROADCASTD mem, Z27 \
	VPDPWSSD     Z27, Z24, a \
	VPDPWSSD     Z27, Z25, b \
	VPDPWSSD     Z27, Z26, c

#define ZERO512(a, b, c) \
	VPXORD a, a, a \
	VPXORD b, b, b \
	VPXORD c, c, c

// A row's sums times their scales, added to its base in R12.
#define STORE512(a, b, c) \
	VCVTDQ2PS   a, a \
	VCVTDQ2PS   b, b \
	VCVTDQ2PS   c, c \
	VFMADD213PS (R12), Z24, a \
	VFMADD213PS 64(R12), Z25, b \
	VFMADD213PS 128(R12), Z26, c \
	VMOVUPS     a, (DI) \
	VMOVUPS     b, 64(DI) \
	VMOVUPS     c, 128(DI) \
	ADDQ        R8, DI \
	ADDQ        R13, R12

// func fixed8AVX512(dst *float32, dstStride int, src *int16, srcStride, pairs int, w *int16, scale, base *float32, baseStride int)
TEXT ·fixed8AVX512(SB), NOSPLIT, $0-72
	MOVQ dst+0(FP), DI
	MOVQ dstStride+8(FP), R8
	MOVQ src+16(FP), SI
	MOVQ srcStride+24(FP), R9
	MOVQ pairs+32(FP), CX
	MOVQ w+40(FP), DX
	MOVQ scale+48(FP), BX
	MOVQ base+56(FP), R12
	MOVQ baseStride+64(FP), R13
	LEAQ (R9)(R9*2), R10
	LEAQ (SI)(R9*4), R11
	ZERO512(Z0, Z1, Z2)
	ZERO512(Z3, Z4, Z5)
	ZERO512(Z6, Z7, Z8)
	ZERO512(Z9, Z10, Z11)
	ZERO512(Z12, Z13, Z14)
	ZERO512(Z15, Z16, Z17)
	ZERO512(Z18, Z19, Z20)
	ZERO512(Z21, Z22, Z23)

pair8:
	VMOVDQU32 (DX), Z24
	VMOVDQU32 64(DX), Z25
	VMOVDQU32 128(DX), Z26
	ROW512((SI), Z0, Z1, Z2)
	ROW512((SI)(R9*1), Z3, Z4, Z5)
	ROW512((SI)(R9*2), Z6, Z7, Z8)
	ROW512((SI)(R10*1), Z9, Z10, Z11)
	ROW512((R11), Z12, Z13, Z14)
	ROW512((R11)(R9*1), Z15, Z16, Z17)
	ROW512((R11)(R9*2), Z18, Z19, Z20)
	ROW512((R11)(R10*1), Z21, Z22, Z23)
	ADDQ      $192, DX
	ADDQ      $4, SI
	ADDQ      $4, R11
	DECQ      CX
	JNZ       pair8

	VMOVUPS (BX), Z24
	VMOVUPS 64(BX), Z25
	VMOVUPS 128(BX), Z26
	STORE512(Z0, Z1, Z2)
	STORE512(Z3, Z4, Z5)
	STORE512(Z6, Z7, Z8)
	STORE512(Z9, Z10, Z11)
	STORE512(Z12, Z13, Z14)
	STORE512(Z15, Z16, Z17)
	STORE512(Z18, Z19, Z20)
	STORE512(Z21, Z22, Z23)
	VZEROUPPER
	RET

// The third vector of weights comes from memory: no register is left for it.
#define ROW256(mem, a, b, c) \
	VPBROADCASTD mem, Y15 \
	VPMADDWD     Y15, Y12, Y14 \
	VPADDD       Y14, a, a \
	VPMADDWD     Y15, Y13, Y14 \
	VPADDD       Y14, b, b \
	VPMADDWD     128(DX), Y15, Y15 \
	VPADDD       Y15, c, c

#define ZERO256(a, b, c) \
	VPXOR a, a, a \
	VPXOR b, b, b \
	VPXOR c, c, c

#define STORE256(a, b, c) \
	VCVTDQ2PS   a, a \
	VCVTDQ2PS   b, b \
	VCVTDQ2PS   c, c \
	VFMADD213PS (R12), Y12, a \
	VFMADD213PS 64(R12), Y13, b \
	VFMADD213PS 128(R12), Y14, c \
	VMOVUPS     a, (DI) \
	VMOVUPS     b, 64(DI) \
	VMOVUPS     c, 128(DI) \
	ADDQ        R8, DI \
	ADDQ        R13, R12

// func fixed4AVX2(dst *float32, dstStride int, src *int16, srcStride, pairs int, w *int16, scale, base *float32, baseStride int)
// One half of the panel: w, scale, base and dst point to its first column.
TEXT ·fixed4AVX2(SB), NOSPLIT, $0-72
	MOVQ dst+0(FP), DI
	MOVQ dstStride+8(FP), R8
	MOVQ src+16(FP), SI
	MOVQ srcStride+24(FP), R9
	MOVQ pairs+32(FP), CX
	MOVQ w+40(FP), DX
	MOVQ scale+48(FP), BX
	MOVQ base+56(FP), R12
	MOVQ baseStride+64(FP), R13
	LEAQ (R9)(R9*2), R10
	ZERO256(Y0, Y1, Y2)
	ZERO256(Y3, Y4, Y5)
	ZERO256(Y6, Y7, Y8)
	ZERO256(Y9, Y10, Y11)

pair4:
	VMOVDQU (DX), Y12
	VMOVDQU 64(DX), Y13
	ROW256((SI), Y0, Y1, Y2)
	ROW256((SI)(R9*1), Y3, Y4, Y5)
	ROW256((SI)(R9*2), Y6, Y7, Y8)
	ROW256((SI)(R10*1), Y9, Y10, Y11)
	ADDQ    $192, DX
	ADDQ    $4, SI
	DECQ    CX
	JNZ     pair4

	VMOVUPS (BX), Y12
	VMOVUPS 64(BX), Y13
	VMOVUPS 128(BX), Y14
	STORE256(Y0, Y1, Y2)
	STORE256(Y3, Y4, Y5)
	STORE256(Y6, Y7, Y8)
	STORE256(Y9, Y10, Y11)
	VZEROUPPER
	RET

// func round16AVX2(dst *int16, x *float32, n int)
TEXT ·round16AVX2(SB), NOSPLIT, $0-24
	MOVQ dst+0(FP), DI
	MOVQ x+8(FP), SI
	MOVQ n+16(FP), CX
	MOVL $0x45000000, AX // 2 to the power of FixedBits
	VMOVD AX, X2
	VPBROADCASTD X2, Y2

round16:
	VMULPS    (SI), Y2, Y0
	VMULPS    32(SI), Y2, Y1
	VCVTPS2DQ Y0, Y0
	VCVTPS2DQ Y1, Y1
	VPACKSSDW Y1, Y0, Y0
	VPERMQ    $0xd8, Y0, Y0
	VMOVDQU   Y0, (DI)
	ADDQ      $64, SI
	ADDQ      $32, DI
	SUBQ      $16, CX
	JNZ       round16
	VZEROUPPER
	RET

// func differ16AVX2(dst *int16, size int, src *int16, width, tiles int)
// Four rows of width bytes from src on, four results size bytes apart.
TEXT ·differ16AVX2(SB), NOSPLIT, $0-40
	MOVQ dst+0(FP), DI
	MOVQ size+8(FP), R8
	MOVQ src+16(FP), SI
	MOVQ width+24(FP), R9
	MOVQ tiles+32(FP), CX
	LEAQ (R9)(R9*2), R10
	LEAQ (R8)(R8*2), R11

tile16:
	MOVQ R9, DX

columns16:
	VMOVDQU  (SI), Y0
	VMOVDQU  (SI)(R9*1), Y1
	VMOVDQU  (SI)(R9*2), Y2
	VMOVDQU  (SI)(R10*1), Y3
	VPSUBSW  Y2, Y0, Y0
	VPADDSW  Y2, Y1, Y4
	VPSUBSW  Y1, Y2, Y5
	VPSUBSW  Y1, Y3, Y3
	VMOVDQU  Y0, (DI)
	VMOVDQU  Y4, (DI)(R8*1)
	VMOVDQU  Y5, (DI)(R8*2)
	VMOVDQU  Y3, (DI)(R11*1)
	ADDQ     $32, SI
	ADDQ     $32, DI
	SUBQ     $32, DX
	JNZ      columns16
	ADDQ     R9, SI
	DECQ     CX
	JNZ      tile16
	VZEROUPPER
	RET

// func butterfly16AVX2(a, b *float32, n int)
TEXT ·butterfly16AVX2(SB), NOSPLIT, $0-24
	MOVQ a+0(FP), DI
	MOVQ b+8(FP), SI
	MOVQ n+16(FP), CX

sixteen:
	VMOVUPS (DI), Y0
	VMOVUPS 32(DI), Y1
	VMOVUPS (SI), Y2
	VMOVUPS 32(SI), Y3
	VADDPS  Y2, Y0, Y4
	VADDPS  Y3, Y1, Y5
	VSUBPS  Y2, Y0, Y0
	VSUBPS  Y3, Y1, Y1
	VMOVUPS Y4, (DI)
	VMOVUPS Y5, 32(DI)
	VMOVUPS Y0, (SI)
	VMOVUPS Y1, 32(SI)
	ADDQ    $64, DI
	ADDQ    $64, SI
	SUBQ    $16, CX
	JNZ     sixteen
	VZEROUPPER
	RET
