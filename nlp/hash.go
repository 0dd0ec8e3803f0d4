package nlp

import (
	"encoding/binary"
	"math/bits"
)

// hashString is MurmurHash64A (Austin Appleby) with seed 1, which numbers strings.
func hashString(s string) uint64 {
	const m, r = 0xc6a4a7935bd1e995, 47
	h := uint64(1) ^ uint64(len(s))*m
	b := []byte(s)
	for ; len(b) >= 8; b = b[8:] {
		k := binary.LittleEndian.Uint64(b) * m
		k ^= k >> r
		h ^= k * m
		h *= m
	}
	if len(b) > 0 {
		for i, c := range b {
			h ^= uint64(c) << (8 * i)
		}
		h *= m
	}
	h ^= h >> r
	h *= m
	return h ^ h>>r
}

// hashRows gives the four rows of an embedding table, before the modulus, for an
// attribute value: MurmurHash3 x64/128 of the eight bytes, cut into four words.
func hashRows(value uint64, seed uint64) [4]uint32 {
	h2 := seed ^ 8
	h1 := bits.RotateLeft64(value*0x87c37b91114253d5, 31)*0x4cf5ad432745937f ^ h2
	h1 += h2
	h2 += h1
	h1, h2 = mix64(h1), mix64(h2)
	h1 += h2
	h2 += h1
	return [4]uint32{uint32(h1), uint32(h1 >> 32), uint32(h2), uint32(h2 >> 32)}
}

func mix64(x uint64) uint64 {
	x ^= x >> 33
	x *= 0xff51afd7ed558ccd
	x ^= x >> 33
	x *= 0xc4ceb9fe1a85ec53
	return x ^ x>>33
}
