; A file with several modules exports what it defines, the modules too.
(import "lib/two" *)
(io:print both (one.f) (two.f) two)

;; modes: interpreted baseline native leaving collecting
;; expect: [1, 2] 1 2 #<module two>
