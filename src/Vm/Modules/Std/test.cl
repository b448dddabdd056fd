; Checks for programs that test themselves. Each gives nil, or raises an error of kind :test that says what was expected.
(module test (export expect expect-equal)

  ; what: a text that goes on after "expected".
  (define (expect condition what)
    (unless condition (error:raise :test (str "expected " what))))

  (define (expect-equal expected actual)
    (unless (= expected actual)
      (error:raise :test (str "expected " (quoted expected) ", got " (quoted actual)) actual)))

  ; As it prints inside a list: a string with its quotes.
  (define (quoted value)
    (let ((text (str [value]))) (substring text 1 (- (string-length text) 1)))))
