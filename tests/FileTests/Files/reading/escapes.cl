; Every escape is one code point; inside a collection a string is quoted, with escapes for what cannot be seen.
(io:print (map code-point (string->list "\n\t\r\0\"\\\u{41}\u{1F600}\u{0}\u{10FFFF}")))
(io:print ["\n\t\r\0\"\\\u{41}\u{7f}\u{80}\u{a0}\u{1b}"] {"a\nb" "\u{1}"})
(io:print (= "a\u{301}" "\u{e1}") (string-length "a\u{301}"))

;; modes: interpreted baseline native leaving collecting
;; expect: [10, 9, 13, 0, 34, 92, 65, 128512, 0, 1114111]
;; expect: ["\n\t\r\u{0}\"\\A\u{7F}\u{80} \u{1B}"] {"a\nb" "\u{1}"}
;; expect: false 2
