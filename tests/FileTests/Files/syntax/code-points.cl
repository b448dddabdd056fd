"\u41"
"\u{}"
"\u{41"
"\u{1234567}"
"\u{110000}"
"\u{4G}"
"\u"
"\u{41}\u{10FFFF}\u{00041}"
"😀\q"

;; syntax-error: CL0004 1:2
;; syntax-error: CL0004 2:2
;; syntax-error: CL0004 3:2
;; syntax-error: CL0004 4:2
;; syntax-error: CL0004 5:2
;; syntax-error: CL0004 6:2
;; syntax-error: CL0004 7:2
;; syntax-error: CL0003 9:3
