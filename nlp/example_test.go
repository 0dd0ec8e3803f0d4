package nlp_test

import (
	"fmt"
	"log"

	"github.com/demarche-project/demarche/nlp"
)

func Example() {
	pipeline, err := nlp.Load()
	if err != nil {
		log.Fatal(err)
	}
	doc := pipeline.Parse("Norway's envoy rejected the draft. Talks resume in Geneva on Monday.")
	for _, sent := range doc.Sents() {
		fmt.Println(doc.Slice(sent))
	}
	for _, t := range doc.Tokens[:6] {
		fmt.Printf("%-9s %-4s %-6s %-8s <- %s\n", t.Text, t.Tag, t.Pos, t.Dep, doc.Tokens[t.Head].Text)
	}
	// Output:
	// Norway's envoy rejected the draft.
	// Talks resume in Geneva on Monday.
	// Norway    NNP  PROPN  poss     <- envoy
	// 's        POS  PART   case     <- Norway
	// envoy     NN   NOUN   nsubj    <- rejected
	// rejected  VBD  VERB   ROOT     <- rejected
	// the       DT   DET    det      <- draft
	// draft     NN   NOUN   dobj     <- rejected
}

func ExampleDoc_Ents() {
	pipeline, err := nlp.Load()
	if err != nil {
		log.Fatal(err)
	}
	doc := pipeline.Parse("Peru and Chile agreed in Quito on Friday to lift tariffs worth $40 million.")
	for _, e := range doc.Ents() {
		fmt.Println(e.Label, doc.Slice(e))
	}
	// Output:
	// GPE Peru
	// GPE Chile
	// GPE Quito
	// DATE Friday
	// MONEY $40 million
}

func ExampleDoc_NounChunks() {
	pipeline, err := nlp.Load()
	if err != nil {
		log.Fatal(err)
	}
	doc := pipeline.Parse("The tired mediator handed both sides a shorter text.")
	for _, chunk := range doc.NounChunks() {
		fmt.Println(doc.Slice(chunk))
	}
	// Output:
	// The tired mediator
	// both sides
	// a shorter text
}

func ExampleDoc_Subtree() {
	pipeline, err := nlp.Load()
	if err != nil {
		log.Fatal(err)
	}
	doc := pipeline.Parse("The minister said that the border will stay closed.")
	said := 2
	clause := doc.Child(said, "ccomp")
	fmt.Println(doc.Slice(doc.SubtreeSpan(clause)))
	fmt.Println(doc.Tokens[doc.Child(said, "nsubj")].Text)
	// Output:
	// that the border will stay closed
	// minister
}
