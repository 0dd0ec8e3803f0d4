package position

import "github.com/demarche-project/demarche/record"

// VoiceOf says on whose word s stands: the weakest link of its chain of sources
// below the outlet.
func VoiceOf(s *record.Statement) Voice {
	if s.Modality.Reported {
		return Voice{Kind: VoiceOther, Name: teller(s)}
	}
	v := Voice{Kind: VoiceOutlet}
	for _, src := range s.Sources {
		var kind string
		switch src.Kind {
		case record.SourceAnonymous:
			kind = VoiceAnonymous
		case record.SourceDocument:
			kind = VoiceDocument
		case record.SourceOffice, record.SourceCollective:
			kind = VoiceOffice
		case record.SourceNamed:
			kind = VoiceNamed
		default:
			continue
		}
		if v.Kind == VoiceOutlet || weakness(kind) >= weakness(v.Kind) {
			v = Voice{Kind: kind, Name: src.Name, Count: src.Count, Description: src.Description}
		}
	}
	if v.Kind == VoiceOutlet && s.Speaker != nil {
		return Voice{Kind: VoiceNamed, Name: s.Speaker.Name}
	}
	return v
}

// teller names who says it about the party: the last link of the chain before
// the holder.
func teller(s *record.Statement) string {
	var names []string
	for _, src := range s.Sources {
		if src.Name != s.Party.Name && src.Kind != record.SourceOutlet {
			names = append(names, src.Name)
		}
	}
	if n := len(names); n > 1 && s.Speaker != nil && names[n-1] == s.Speaker.Name {
		names = names[:n-1]
	}
	switch {
	case len(names) > 0:
		return names[len(names)-1]
	case s.Speaker != nil:
		return s.Speaker.Name
	}
	return ""
}

// weakness ranks the links of a chain: who is not named weighs most.
func weakness(kind string) int {
	switch kind {
	case VoiceAnonymous:
		return 3
	case VoiceDocument:
		return 2
	case VoiceOffice:
		return 1
	}
	return 0
}

// rank puts the strongest voice first.
func rank(v Voice) int {
	for i, kind := range []string{VoiceNamed, VoiceOffice, VoiceDocument, VoiceAnonymous, VoiceOutlet} {
		if v.Kind == kind {
			return i
		}
	}
	return 5
}
