package picture

// Figure is a picture for a page of its own: a title, and panels side by side under their captions.
type Figure struct {
	Title, Note string
	Panels      []Panel
}

// Panel is one picture of a Figure.
type Panel struct {
	Caption string
	Colour  string // of the mark before the caption; "" = none
	Scene   Scene
}

const (
	figureEdge    = 16.0
	figureTitle   = 46.0
	figureCaption = 22.0
)

// Scene puts the panels together.
func (f *Figure) Scene(th Theme) Scene {
	s := Scene{Width: figureEdge}
	tallest := 0.0
	for _, p := range f.Panels {
		tallest = max(tallest, p.Scene.Height)
	}
	for _, p := range f.Panels {
		middle := s.Width + p.Scene.Width/2
		if p.Caption != "" {
			s.add(Text{X: middle, Y: figureTitle + figureCaption/2, S: p.Caption, Size: labelSize, Fill: th.Ink, Align: Centre, Anchor: Middle})
			if p.Colour != "" {
				var mark outline
				half := 3.2*float64(len([]rune(p.Caption))) + 16
				mark.rect(Box{middle - half, figureTitle + figureCaption/2 - 5, 10, 10})
				s.add(Path{D: string(mark), Fill: p.Colour})
			}
		}
		s.add(Group{s.Width, figureTitle + figureCaption, p.Scene.Shapes})
		s.Width += p.Scene.Width + figureEdge
	}
	s.Height = figureTitle + figureCaption + tallest + figureEdge
	s.add(
		Text{X: figureEdge, Y: 18, S: f.Title, Size: 15, Fill: th.Ink, Align: Left, Anchor: Middle, Strong: true},
		Text{X: figureEdge, Y: 37, S: f.Note, Size: labelSize, Fill: th.Muted, Align: Left, Anchor: Middle},
	)
	return s
}
