// Package warc writes and reads the pack files of an archive: WARC 1.1 (ISO 28500:2017), one gzip member a record, as
// every WARC tool reads them. It owns the bytes of one record and nothing else: which file, at which offset, and what
// a record is good for is room archive's business.
//
// A page is a "response" record whose block is the HTTP answer: status line, header fields, body. The body is kept
// with its content encoding (gzip, br) and transfer encoding removed, charset untouched; the fields that spoke of the
// removed encodings are kept under the prefix X-Archive-Orig-, and the field Diembao-Encoding-Removed says so. A page
// whose body was stored before is a "revisit" record: the HTTP header alone, with WARC-Refers-To.
//
//	member := warc.NewEncoder().Response(page)     // bytes of one gzip member
//	rec, n, err := warc.Decode(file[off:off+len])  // the record again
package warc
