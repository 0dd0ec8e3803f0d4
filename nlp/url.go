package nlp

// isURL reports whether the whole of s is a web or mail address: an optional
// scheme, optional user data, a public IPv4 address or a domain name, an optional
// port and an optional rest that begins with /, ? or #.
func (t *tokenizer) isURL(s []rune) bool {
	dot := false
	for i := 1; i+1 < len(s) && !dot; i++ {
		dot = s[i] == '.'
	}
	if !dot {
		return false
	}
	if t.isHost(s) {
		return true
	}
	if n := t.schemeLen(s); n > 0 && t.isHost(s[n:]) {
		return true
	}
	for i := 1; i < len(s); i++ {
		if s[i] == '@' && t.isHost(s[i+1:]) {
			return true
		}
	}
	return false
}

// schemeLen is the length of "http://" and the like at the beginning of s, or 0.
func (t *tokenizer) schemeLen(s []rune) int {
	n := 0
	for n < len(s) && (t.chars.is(s[n], isWord) || s[n] == '+' || s[n] == '-' || s[n] == '.') {
		n++
	}
	if n >= 2 && n+3 <= len(s) && s[n] == ':' && s[n+1] == '/' && s[n+2] == '/' {
		return n + 3
	}
	return 0
}

func (t *tokenizer) isHost(s []rune) bool {
	if n := t.ipLen(s); n > 0 && t.isHostEnd(s[n:]) {
		return true
	}
	for i := 0; ; {
		n := labelLen(s[i:])
		if n == 0 {
			return false
		}
		i += n
		tld := 0
		for i+tld < len(s) && t.chars.is(s[i+tld], isTLD) {
			tld++
		}
		if 2 <= tld && tld <= 63 && t.isHostEnd(s[i+tld:]) {
			return true
		}
	}
}

// isHostEnd reports whether s is an optional port followed by nothing or a path.
func (t *tokenizer) isHostEnd(s []rune) bool {
	if len(s) > 0 && s[0] == ':' {
		n := t.digits(s[1:])
		if n < 2 || n > 5 {
			return false
		}
		s = s[1+n:]
	}
	return len(s) == 0 || s[0] == '/' || s[0] == '?' || s[0] == '#'
}

func (t *tokenizer) digits(s []rune) int {
	n := 0
	for n < len(s) && t.chars.is(s[n], isDecimal) {
		n++
	}
	return n
}

// labelLen is the length of a domain label with its full stop, or 0: up to 64
// letters or digits, with hyphens and underscores inside.
func labelLen(s []rune) int {
	for i, r := range s {
		switch {
		case r == '.':
			if i == 0 || !isLabelRune(s[i-1]) {
				return 0
			}
			return i + 1
		case i == 64, !isLabelRune(r) && (i == 0 || r != '-' && r != '_'):
			return 0
		}
	}
	return 0
}

func isLabelRune(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || isASCIIDigit(r) || 0xa1 <= r && r <= 0xffff
}

// ipLen is the length of an IPv4 address that is not from a private range, or 0.
func (t *tokenizer) ipLen(s []rune) int {
	var octet [4][]rune
	pos := 0
	for i := range octet {
		if i > 0 {
			if pos >= len(s) || s[pos] != '.' {
				return 0
			}
			pos++
		}
		n := t.digits(s[pos:])
		octet[i] = s[pos : pos+n]
		pos += n
	}
	if !isOctet(octet[0], 1, "223") || !isOctet(octet[1], 0, "255") || !isOctet(octet[2], 0, "255") || !isOctet(octet[3], 1, "254") {
		return 0
	}
	switch a, b := string(octet[0]), string(octet[1]); {
	case a == "10", a == "127", a == "169" && b == "254", a == "192" && b == "168":
		return 0
	case a == "172" && (len(octet[1]) == 2 && (octet[1][0] == '1' && '6' <= octet[1][1] && octet[1][1] <= '9' || octet[1][0] == '2' || b == "30" || b == "31")):
		return 0
	}
	return pos
}

// isOctet reports whether decimal digits s are a number of an address up to the
// three digits of most; with first = 1 it must not begin with 0. As in the
// reference, digits of other scripts count where the number's size does not depend
// on them.
func isOctet(s []rune, first rune, most string) bool {
	switch len(s) {
	case 1, 2:
		return first == 0 || '1' <= s[0] && s[0] <= '9'
	case 3:
		top := []rune(most)
		switch {
		case s[0] == '1':
			return true
		case s[0] != '2':
			return false
		case '0' <= s[1] && s[1] < top[1]:
			return true
		}
		return s[1] == top[1] && '0' <= s[2] && s[2] <= top[2]
	}
	return false
}
