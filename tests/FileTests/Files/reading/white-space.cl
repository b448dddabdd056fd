; Commas are white space everywhere; a name ends where a bracket, a quote or a string begins.
(io:print,1,,[1,2,,3],{:a,1,:b,2},'(a,b))
(io:print (list 1"b"'c[2]:d) #| one #| two |# |# 5)
(define a 7) (define b 8)
(io:print(list a[b]'c"d":e))
; Unicode's other white space separates too: no-break, em, thin, ideographic, line separator, next line.
(io:print [1 2 3 4　5
6
7])
; Every one of them.
(io:print (length [0	0
1234 56 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3　4]))

;; modes: interpreted baseline native leaving collecting
;; expect: 1 [1, 2, 3] {:a 1, :b 2} [a, b]
;; expect: [1, "b", c, [2], :d] 5
;; expect: [7, [8], c, "d", :e]
;; expect: [1, 2, 3, 4, 5, 6, 7]
;; expect: 26
