// Package query is the language of the search box: words, "phrases", AND, OR, NOT and their Vietnamese twins, fields,
// days, NEAR and prefixes, parsed into a small tree. It owns the grammar and the sentences that say what is wrong with a
// query and where; it does not search and knows no index.
//
//	or      = and { ("OR" | "HOẶC" | "|") and }
//	and     = unary { ["AND" | "VÀ"] unary }
//	unary   = ("NOT" | "KHÔNG" | "-") unary | near
//	near    = primary [ "NEAR/" n primary ]
//	primary = "(" or ")" | field ":" ( "(" or ")" | value ) | phrase | word [ "*" ]
//
// Operators are upper case only: và, hoặc and không are everyday words. Fields are known in Vietnamese, with and without
// diacritics, and in English: tỉnh:, cán bộ: (or cán_bộ:), official:. A value with a space stands in quotes; without
// them it is the longest name of a place, where the field wants one, or goes on as long as the words are capitalised, so
// that tỉnh:lâm đồng and cán bộ:Trần Văn Mẫu need none.
package query
