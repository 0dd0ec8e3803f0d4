#include "textflag.h"

// The loops of window.go. Tables are windowTable's, rows of sixteen.

// SPREAD takes one vector of columns of six rows, R10 bytes apart from SI on, to its
// values at the six points, R8 bytes apart from DI on. R11 is three times R10, R12
// three times R8.
#define SPREAD(x0, x1, x2, x3, x4, x5, y, near, far, near2, far2, sum, product) \
	LEAQ         (SI)(R10*4), AX \
	VMOVUPS      (SI), x0 \
	VMOVUPS      (SI)(R10*1), x1 \
	VMOVUPS      (SI)(R10*2), x2 \
	VMOVUPS      (SI)(R11*1), x3 \
	VMOVUPS      (AX), x4 \
	VMOVUPS      (AX)(R10*1), x5 \
	LEAQ         (DI)(R8*4), AX \
	VFMADD213PS  x4, product, x0 \
	VFNMADD231PS sum, x2, x0 \
	VMOVUPS      x0, (DI) \
	VFNMADD231PS sum, x3, x5 \
	VFMADD231PS  product, x1, x5 \
	VMOVUPS      x5, (AX)(R8*1) \
	VMOVAPS      x4, x0 \
	VFNMADD231PS far2, x2, x0 \
	VMOVAPS      x3, x5 \
	VFNMADD231PS far2, x1, x5 \
	VMOVAPS      x0, y \
	VFMADD231PS  near, x5, y \
	VMOVUPS      y, (DI)(R8*1) \
	VFNMADD231PS near, x5, x0 \
	VMOVUPS      x0, (DI)(R8*2) \
	VFNMADD231PS near2, x2, x4 \
	VFNMADD231PS near2, x1, x3 \
	VMOVAPS      x4, y \
	VFMADD231PS  far, x3, y \
	VMOVUPS      y, (DI)(R12*1) \
	VFNMADD231PS far, x3, x4 \
	VMOVUPS      x4, (AX)

// COLLECT raises y0-y3, one vector of columns of four rows, to what a piece gives
// them. Its products at the six points are R8 bytes apart from SI on; R12 is three
// times R8, R9 SI plus four times R8, R13 the biases.
#define COLLECT(at, y0, y1, y2, y3, s, d, fs, fd, x, near, far, near2, far2, near3, far3) \
	VMOVUPS     at(SI)(R8*1), x \
	VMOVUPS     at(SI)(R8*2), d \
	VADDPS      d, x, s \
	VSUBPS      d, x, d \
	VMOVUPS     at(SI)(R12*1), x \
	VMOVUPS     at(R9), fd \
	VADDPS      fd, x, fs \
	VSUBPS      fd, x, fd \
	VADDPS      at(SI), s, x \
	VADDPS      fs, x, x \
	VADDPS      at(R13), x, x \
	VMAXPS      x, y0, y0 \
	VMOVUPS     at(R13), x \
	VFMADD231PS near, d, x \
	VFMADD231PS far, fd, x \
	VMAXPS      x, y1, y1 \
	VMOVUPS     at(R13), x \
	VFMADD231PS near2, s, x \
	VFMADD231PS far2, fs, x \
	VMAXPS      x, y2, y2 \
	VMOVUPS     at(R9)(R8*1), x \
	VADDPS      at(R13), x, x \
	VFMADD231PS near3, d, x \
	VFMADD231PS far3, fd, x \
	VMAXPS      x, y3, y3

#define SPREADARGS \
	MOVQ dst+0(FP), DI \
	MOVQ size+8(FP), R8 \
	MOVQ src+16(FP), SI \
	MOVQ width+24(FP), R10 \
	MOVQ tiles+32(FP), CX \
	MOVQ table+40(FP), BX \
	LEAQ (R10)(R10*2), R11 \
	LEAQ (R8)(R8*2), R12

#define COLLECTARGS \
	MOVQ dst+0(FP), DI \
	MOVQ stride+8(FP), R10 \
	MOVQ products+16(FP), SI \
	MOVQ size+24(FP), R8 \
	MOVQ bias+32(FP), R13 \
	MOVQ tiles+40(FP), CX \
	MOVQ table+48(FP), BX \
	LEAQ (R10)(R10*2), R11 \
	LEAQ (R8)(R8*2), R12

// func spreadAVX512(dst *float32, size int, src *float32, width, tiles int, table *float32)
TEXT ·spreadAVX512(SB), NOSPLIT, $0-48
	SPREADARGS
	VMOVUPS (BX), Z10
	VMOVUPS 64(BX), Z11
	VMOVUPS 128(BX), Z12
	VMOVUPS 192(BX), Z13
	VMOVUPS 384(BX), Z14
	VMOVUPS 448(BX), Z15

tile512:
	MOVQ R10, DX

columns512:
	SPREAD(Z0, Z1, Z2, Z3, Z4, Z5, Z6, Z10, Z11, Z12, Z13, Z14, Z15)
	ADDQ $64, SI
	ADDQ $64, DI
	SUBQ $64, DX
	JNZ  columns512
	ADDQ R11, SI
	DECQ CX
	JNZ  tile512
	VZEROUPPER
	RET

// func spreadAVX2(dst *float32, size int, src *float32, width, tiles int, table *float32)
TEXT ·spreadAVX2(SB), NOSPLIT, $0-48
	SPREADARGS
	VMOVUPS (BX), Y10
	VMOVUPS 64(BX), Y11
	VMOVUPS 128(BX), Y12
	VMOVUPS 192(BX), Y13
	VMOVUPS 384(BX), Y14
	VMOVUPS 448(BX), Y15

tile256:
	MOVQ R10, DX

columns256:
	SPREAD(Y0, Y1, Y2, Y3, Y4, Y5, Y6, Y10, Y11, Y12, Y13, Y14, Y15)
	ADDQ $32, SI
	ADDQ $32, DI
	SUBQ $32, DX
	JNZ  columns256
	ADDQ R11, SI
	DECQ CX
	JNZ  tile256
	VZEROUPPER
	RET

// func collectAVX512(dst *float32, stride int, products *float32, size int, bias *float32, tiles int, table *float32)
TEXT ·collectAVX512(SB), NOSPLIT, $0-56
	COLLECTARGS
	VMOVUPS   (BX), Z10
	VMOVUPS   64(BX), Z11
	VMOVUPS   128(BX), Z12
	VMOVUPS   192(BX), Z13
	VMOVUPS   256(BX), Z14
	VMOVUPS   320(BX), Z15
	VMOVUPS   512(BX), Z16

rows512:
	LEAQ    (SI)(R8*4), R9
	VMOVAPS Z16, Z0
	VMOVAPS Z16, Z1
	VMOVAPS Z16, Z2
	VMOVAPS Z16, Z3
	COLLECT(0, Z0, Z1, Z2, Z3, Z4, Z5, Z6, Z7, Z8, Z10, Z11, Z12, Z13, Z14, Z15)
	COLLECT(64, Z0, Z1, Z2, Z3, Z4, Z5, Z6, Z7, Z8, Z10, Z11, Z12, Z13, Z14, Z15)
	COLLECT(128, Z0, Z1, Z2, Z3, Z4, Z5, Z6, Z7, Z8, Z10, Z11, Z12, Z13, Z14, Z15)
	VMOVUPS Z0, (DI)
	VMOVUPS Z1, (DI)(R10*1)
	VMOVUPS Z2, (DI)(R10*2)
	VMOVUPS Z3, (DI)(R11*1)
	ADDQ    $192, SI
	LEAQ    (DI)(R10*4), DI
	DECQ    CX
	JNZ     rows512
	VZEROUPPER
	RET

#define HALF256(at) \
	VMOVUPS 512(BX), Y0 \
	VMOVAPS Y0, Y1 \
	VMOVAPS Y0, Y2 \
	VMOVAPS Y0, Y3 \
	COLLECT(at, Y0, Y1, Y2, Y3, Y4, Y5, Y6, Y7, Y8, Y10, Y11, Y12, Y13, Y14, Y15) \
	COLLECT(at+64, Y0, Y1, Y2, Y3, Y4, Y5, Y6, Y7, Y8, Y10, Y11, Y12, Y13, Y14, Y15) \
	COLLECT(at+128, Y0, Y1, Y2, Y3, Y4, Y5, Y6, Y7, Y8, Y10, Y11, Y12, Y13, Y14, Y15) \
	VMOVUPS Y0, at(DI) \
	VMOVUPS Y1, at(DI)(R10*1) \
	VMOVUPS Y2, at(DI)(R10*2) \
	VMOVUPS Y3, at(DI)(R11*1)

// func collectAVX2(dst *float32, stride int, products *float32, size int, bias *float32, tiles int, table *float32)
TEXT ·collectAVX2(SB), NOSPLIT, $0-56
	COLLECTARGS
	VMOVUPS   (BX), Y10
	VMOVUPS   64(BX), Y11
	VMOVUPS   128(BX), Y12
	VMOVUPS   192(BX), Y13
	VMOVUPS   256(BX), Y14
	VMOVUPS   320(BX), Y15

rows256:
	LEAQ (SI)(R8*4), R9
	HALF256(0)
	HALF256(32)
	ADDQ $192, SI
	LEAQ (DI)(R10*4), DI
	DECQ CX
	JNZ  rows256
	VZEROUPPER
	RET
