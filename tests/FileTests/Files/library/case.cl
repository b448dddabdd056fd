; Case mapping is Unicode's simple one: a code point for a code point.
(io:print (string-upcase "abc\u{e9}\u{df}\u{3b1}\u{ff}\u{10428}i\u{131}") (string-downcase "ABC\u{c9}\u{391}\u{3a3}\u{10400}I\u{1e9e}"))
(io:print (map code-point (string->list (string-upcase "\u{1c6}\u{149}\u{fb01}"))) (map code-point (string->list (string-downcase "\u{130}\u{1c4}"))) (string-length (string-upcase "stra\u{df}e")))
(io:print (string-downcase "ΑΣ ΣΑΣ Σ") (string-upcase "ςσ"))
(io:print (string-upcase "\u{17f}") (string-downcase "\u{1e9e}\u{2126}\u{212a}"))

;; modes: interpreted baseline native leaving collecting
;; expect: ABCÉßΑŸ𐐀II abcéασ𐐨iß
;; expect: [452, 329, 64257] [105, 454] 6
;; expect: ασ σασ σ ΣΣ
;; expect: S ßωk
