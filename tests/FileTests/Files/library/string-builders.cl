; A string builder takes display forms; it can go on after it was built.
(define b (string-builder "a" 1 [2 "x"]))
(io:print (string-builder-build b) (same? b (string-builder-add! b :k " " nil)) (string-builder-build b) (string-builder-build (string-builder-add! b)) (string-builder-build (string-builder)) b (type-of b))
(dotimes (i 1000) (string-builder-add! b i "\u{1F600}"))
(io:print (string-length (string-builder-build b)))
(io:print (try (string-builder-add! "a" 1) (catch e (Error-message e))) (try (string-builder-build nil) (catch e (Error-message e))) (try (string-builder-add!) (catch e (Error-kind e))))

;; modes: interpreted baseline native leaving collecting
;; expect: a1[2, "x"] true a1[2, "x"]:k nil a1[2, "x"]:k nil  #<string-builder> StringBuilder
;; expect: 3906
;; expect: string-builder-add!: argument 1: expected StringBuilder, got String "a" string-builder-build: argument 1: expected StringBuilder, got Nil nil :arity
