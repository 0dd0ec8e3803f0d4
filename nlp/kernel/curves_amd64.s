#include "textflag.h"

// The functions below read their constants from rows of sixteen equal floats; the
// offsets are those of the table in curves.go.

#define LOWEST   0x000
#define HIGHEST  0x040
#define LOG2E    0x080
#define LN2HIGH  0x0c0
#define LN2LOW   0x100
#define EXP5     0x140
#define EXP4     0x180
#define EXP3     0x1c0
#define EXP2     0x200
#define EXP1     0x240
#define EXP0     0x280
#define ONE      0x2c0
#define SIGN     0x300
#define MAGNITUDE 0x340
#define NEGHALF  0x380
#define ERFP     0x3c0
#define ERF5     0x400
#define ERF4     0x440
#define ERF3     0x480
#define ERF2     0x4c0
#define ERF1     0x500

// x = exp(x); uses y, z and w. R8 points to the constants.
#define EXP(x, y, z, w, round) \
	VMAXPS       LOWEST(R8), x, x \
	VMINPS       HIGHEST(R8), x, x \
	VMULPS       LOG2E(R8), x, y \
	round        $8, y, y \
	VFNMADD231PS LN2HIGH(R8), y, x \
	VFNMADD231PS LN2LOW(R8), y, x \
	VMOVUPS      EXP5(R8), z \
	VFMADD213PS  EXP4(R8), x, z \
	VFMADD213PS  EXP3(R8), x, z \
	VFMADD213PS  EXP2(R8), x, z \
	VFMADD213PS  EXP1(R8), x, z \
	VFMADD213PS  EXP0(R8), x, z \
	VMULPS       x, x, w \
	VFMADD213PS  x, w, z \
	VADDPS       ONE(R8), z, z \
	VCVTPS2DQ    y, y \
	VPSLLD       $23, y, y \
	VPADDD       y, z, x

#define GATE(g, y, z, w, a, round, xor) \
	VMOVUPS (DX)(BX*1), g \
	xor     SIGN(R8), g, g \
	EXP(g, y, z, w, round) \
	VADDPS  ONE(R8), g, g \
	VMOVUPS (SI)(BX*1), a \
	VDIVPS  g, a, a \
	VADDPS  (DI)(BX*1), a, a \
	VMOVUPS a, (DI)(BX*1)

#define GELU(x, e, y, z, w, abs, t, and, xor, round) \
	VMOVUPS      (DI)(BX*1), x \
	VMULPS       x, x, e \
	VMULPS       NEGHALF(R8), e, e \
	EXP(e, y, z, w, round) \
	and          MAGNITUDE(R8), x, abs \
	VMULPS       ERFP(R8), abs, y \
	VADDPS       ONE(R8), y, y \
	VMOVUPS      ONE(R8), t \
	VDIVPS       y, t, t \
	VMOVUPS      ERF5(R8), z \
	VFMADD213PS  ERF4(R8), t, z \
	VFMADD213PS  ERF3(R8), t, z \
	VFMADD213PS  ERF2(R8), t, z \
	VFMADD213PS  ERF1(R8), t, z \
	VMULPS       t, z, z \
	VMULPS       e, z, z \
	xor          w, w, w \
	VMAXPS       w, x, x \
	VFNMADD231PS abs, z, x \
	VMOVUPS      x, (DI)(BX*1)

// func gateAVX512(x, a, gate *float32, n int, constants *float32)
TEXT ·gateAVX512(SB), NOSPLIT, $0-40
	MOVQ x+0(FP), DI
	MOVQ a+8(FP), SI
	MOVQ gate+16(FP), DX
	MOVQ n+24(FP), CX
	MOVQ constants+32(FP), R8
	SHLQ $2, CX
	XORQ BX, BX

gate512:
	GATE(Z0, Z1, Z2, Z3, Z4, VRNDSCALEPS, VPXORD)
	ADDQ $64, BX
	CMPQ BX, CX
	JLT  gate512
	VZEROUPPER
	RET

// func geluAVX512(x *float32, n int, constants *float32)
TEXT ·geluAVX512(SB), NOSPLIT, $0-24
	MOVQ x+0(FP), DI
	MOVQ n+8(FP), CX
	MOVQ constants+16(FP), R8
	SHLQ $2, CX
	XORQ BX, BX

gelu512:
	GELU(Z0, Z1, Z2, Z3, Z4, Z5, Z6, VPANDD, VPXORD, VRNDSCALEPS)
	ADDQ $64, BX
	CMPQ BX, CX
	JLT  gelu512
	VZEROUPPER
	RET

// func gateAVX2(x, a, gate *float32, n int, constants *float32)
TEXT ·gateAVX2(SB), NOSPLIT, $0-40
	MOVQ x+0(FP), DI
	MOVQ a+8(FP), SI
	MOVQ gate+16(FP), DX
	MOVQ n+24(FP), CX
	MOVQ constants+32(FP), R8
	SHLQ $2, CX
	XORQ BX, BX

gate256:
	GATE(Y0, Y1, Y2, Y3, Y4, VROUNDPS, VXORPS)
	ADDQ $32, BX
	CMPQ BX, CX
	JLT  gate256
	VZEROUPPER
	RET

// func geluAVX2(x *float32, n int, constants *float32)
TEXT ·geluAVX2(SB), NOSPLIT, $0-24
	MOVQ x+0(FP), DI
	MOVQ n+8(FP), CX
	MOVQ constants+16(FP), R8
	SHLQ $2, CX
	XORQ BX, BX

gelu256:
	GELU(Y0, Y1, Y2, Y3, Y4, Y5, Y6, VANDPS, VXORPS, VROUNDPS)
	ADDQ $32, BX
	CMPQ BX, CX
	JLT  gelu256
	VZEROUPPER
	RET
