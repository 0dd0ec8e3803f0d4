package reading

import "testing"

func TestStraightened(t *testing.T) {
	for text, want := range map[string]string{
		"It’s late, and Norland’s men don’t know.":   "It's late, and Norland’s men don't know.",
		"“They’ll go,” she said of ‘the pact’s’ end": "“They'll go,” she said of ‘the pact’s’ end",
		"— that’s all": "— that's all",
		"the ’80s":     "the ’80s",
	} {
		if got := straightened(text); got != want {
			t.Errorf("straightened(%q) = %q, want %q", text, got, want)
		}
	}
}
