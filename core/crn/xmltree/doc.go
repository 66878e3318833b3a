// Package xmltree reads XML documents of strangers into a tree with line numbers.
//
// It does as little as it can: no entities but the five of XML itself, no document type,
// no other file or address is ever looked at, no encoding but UTF-8. Documents have at
// most MaxBytes, MaxNodes elements and MaxDepth levels.
package xmltree
