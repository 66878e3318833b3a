// Package export writes a run for other programs: CSV of the means, JSON as a document,
// and NPZ of everything. It writes to an io.Writer and knows of no files.
package export
