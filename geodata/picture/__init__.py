"""Maps drawn as pictures, for paper, for slides and for previews of links."""
