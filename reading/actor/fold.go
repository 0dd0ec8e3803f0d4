package actor

import "strings"

// plainLetters writes letters with marks without them.
var plainLetters = strings.NewReplacer(
	"á", "a", "à", "a", "â", "a", "ä", "a", "ã", "a", "å", "a", "ā", "a", "ă", "a", "ą", "a", "æ", "ae",
	"ç", "c", "ć", "c", "č", "c", "ď", "d", "đ", "d", "ð", "d", "é", "e", "è", "e", "ê", "e", "ë", "e", "ē", "e", "ė", "e", "ę", "e", "ě", "e",
	"ğ", "g", "ģ", "g", "í", "i", "ì", "i", "î", "i", "ï", "i", "ī", "i", "ı", "i", "į", "i", "ķ", "k", "ł", "l", "ļ", "l", "ľ", "l",
	"ñ", "n", "ń", "n", "ň", "n", "ņ", "n", "ó", "o", "ò", "o", "ô", "o", "ö", "o", "õ", "o", "ø", "o", "ő", "o", "œ", "oe",
	"ř", "r", "ś", "s", "š", "s", "ş", "s", "ș", "s", "ß", "ss", "ť", "t", "ţ", "t", "ț", "t", "þ", "th",
	"ú", "u", "ù", "u", "û", "u", "ü", "u", "ū", "u", "ů", "u", "ű", "u", "ý", "y", "ÿ", "y", "ź", "z", "ż", "z", "ž", "z",
	"'", "", "ʼ", "", "’", "", "-", "", ".", "",
)

// soundLike are spellings that transliterations write one for another. Order
// counts: each pair is applied to the whole word, one after the other.
var soundLike = [][2]string{
	{"skyy", "sky"}, {"skiy", "sky"}, {"skyi", "sky"}, {"skii", "sky"},
	{"kh", "h"}, {"gh", "g"}, {"dh", "d"}, {"q", "k"}, {"tch", "ch"}, {"tsch", "ch"}, {"ou", "u"}, {"oo", "u"}, {"ie", "e"}, {"ye", "e"}, {"iy", "y"}, {"ij", "y"}, {"yo", "o"},
	{"ks", "x"}, {"ph", "f"}, {"w", "v"}, {"ei", "ey"}, {"ai", "ay"}, {"oi", "oy"}, {"ck", "k"},
}

// endLike are endings of the same kind.
var endLike = [][2]string{{"ski", "sky"}, {"ii", "y"}, {"iy", "y"}, {"yy", "y"}, {"ey", "y"}, {"y", "i"}}

// fold writes a name so that its spellings in different outlets are one string:
// Zelenskiy, Zelensky and Zelenskyy; Sergei and Sergey; Gaddafi and Gadhafi.
// It serves comparison only and is never shown.
func fold(s string) string {
	s = plainLetters.Replace(strings.ToLower(straight(s)))
	for _, p := range soundLike {
		if strings.Contains(s, p[0]) {
			s = strings.ReplaceAll(s, p[0], p[1])
		}
	}
	for _, p := range endLike {
		if t, ok := strings.CutSuffix(s, p[0]); ok && t != "" {
			s = t + p[1]
		}
	}
	var b strings.Builder
	prev := rune(0)
	for _, c := range s {
		if c != prev {
			b.WriteRune(c)
		}
		prev = c
	}
	return b.String()
}

// fold is fold, remembered: names come back.
func (r *resolver) fold(s string) string {
	f, ok := r.folds[s]
	if !ok {
		f = fold(s)
		r.folds[s] = f
	}
	return f
}

// slug makes an identifier from a name: lower case, no marks, hyphens for spaces.
func slug(s string) string {
	s = strings.ToLower(straight(s))
	var b strings.Builder
	gap := false
	for _, f := range strings.FieldsFunc(s, func(c rune) bool { return c == ' ' || c == '-' || c == '/' || c == ',' || c == '"' }) {
		f = strings.TrimSuffix(f, "'s")
		f = plainLetters.Replace(f)
		if f == "" {
			continue
		}
		if gap {
			b.WriteByte('-')
		}
		b.WriteString(f)
		gap = true
	}
	return b.String()
}

// surnameKey is the fold of the last word of a name that is no suffix ("Jr").
func surnameKey(w *World, parts []string) string {
	for i := len(parts) - 1; i >= 0; i-- {
		if w.has("suffixes", strings.ToLower(parts[i])) && i > 0 {
			continue
		}
		return fold(parts[i])
	}
	return ""
}
