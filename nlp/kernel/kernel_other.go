//go:build !amd64

package kernel

// All returns the kernels that this machine can run: here the one in plain Go. To
// add an instruction set, write its loops and a file like kernel_amd64.go, and
// exclude the architecture above.
func All() []*Kernel { return []*Kernel{Plain()} }
