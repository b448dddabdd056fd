; Escapes, code points, strings over several lines.
(io:print "a\tb")
(io:print "line one\nline two")
(io:print "quote \" backslash \\")
(io:print "snow \u{2603} smile \u{1F600}")
(io:print "over
two lines")
(io:print (string-length "\u{1F600}a\0"))
(io:print ["a\tb" "c\"d" "\u{1}"])

;; modes: interpreted baseline native leaving collecting
;; expect: a	b
;; expect: line one
;; expect: line two
;; expect: quote " backslash \
;; expect: snow ☃ smile 😀
;; expect: over
;; expect: two lines
;; expect: 3
;; expect: ["a\tb", "c\"d", "\u{1}"]
