; What the functions of numbers, and comparison, say of wrong arguments and of too few or too many: each argument of each.
(define (message f args) (try (begin (apply f args) nil) (catch e (io:print (Error-kind e) (Error-message e)))))
(define (with l i x) (append (take i l) (cons x (drop (+ i 1) l))))
; Calls it with no arguments, with one too many, and once for each argument with something of no use in its place.
(define (wrong f . right)
  (message f [])
  (message f (append right [nil]))
  (for-each (lambda (i) (message f (with right i 'no))) (range (length right))))
(for-each (lambda (f) (wrong f 1 2)) [+ - * / +% -% *% mod rem quotient bit-and bit-or bit-xor shl shr ushr])
(for-each (lambda (f) (wrong f 1)) [+ - * / +% -% *%])
(for-each (lambda (f) (wrong f 1)) [bit-not abs neg inc dec floor ceil round trunc int float sqrt even? odd? zero? exp log log2 log10 sin cos tan asin acos atan])
(for-each (lambda (f) (wrong f 1 2)) [pow atan2 min max gcd lcm])
(wrong clamp 1 0 2)
(for-each (lambda (f) (wrong f 1 2)) [< <= > >=])
(for-each (lambda (f) (wrong f 1)) [< <= > >=])
(for-each (lambda (f) (message f [1 "a"])) [< <= > >=])
(for-each (lambda (f) (wrong f 1 2)) [= == != same? xor])
(for-each (lambda (f) (wrong f 1)) [number? int? float? not bool? nil? type-of])

;; expect: :arity +: expected at least 1 argument, got 0
;; expect: :type +: argument 2: expected a number, got Nil nil
;; expect: :type +: argument 1: expected a number, got Symbol no
;; expect: :type +: argument 2: expected a number, got Symbol no
;; expect: :arity -: expected at least 1 argument, got 0
;; expect: :type -: argument 2: expected a number, got Nil nil
;; expect: :type -: argument 1: expected a number, got Symbol no
;; expect: :type -: argument 2: expected a number, got Symbol no
;; expect: :arity *: expected at least 1 argument, got 0
;; expect: :type *: argument 2: expected a number, got Nil nil
;; expect: :type *: argument 1: expected a number, got Symbol no
;; expect: :type *: argument 2: expected a number, got Symbol no
;; expect: :arity /: expected at least 1 argument, got 0
;; expect: :type /: argument 2: expected a number, got Nil nil
;; expect: :type /: argument 1: expected a number, got Symbol no
;; expect: :type /: argument 2: expected a number, got Symbol no
;; expect: :arity +%: expected at least 1 argument, got 0
;; expect: :type +%: argument 2: expected Int, got Nil nil
;; expect: :type +%: argument 1: expected Int, got Symbol no
;; expect: :type +%: argument 2: expected Int, got Symbol no
;; expect: :arity -%: expected at least 1 argument, got 0
;; expect: :type -%: argument 2: expected Int, got Nil nil
;; expect: :type -%: argument 1: expected Int, got Symbol no
;; expect: :type -%: argument 2: expected Int, got Symbol no
;; expect: :arity *%: expected at least 1 argument, got 0
;; expect: :type *%: argument 2: expected Int, got Nil nil
;; expect: :type *%: argument 1: expected Int, got Symbol no
;; expect: :type *%: argument 2: expected Int, got Symbol no
;; expect: :arity mod: expected at least 2 arguments, got 0
;; expect: :type mod: argument 2: expected a number, got Nil nil
;; expect: :type mod: argument 1: expected a number, got Symbol no
;; expect: :type mod: argument 2: expected a number, got Symbol no
;; expect: :arity rem: expected at least 2 arguments, got 0
;; expect: :type rem: argument 2: expected a number, got Nil nil
;; expect: :type rem: argument 1: expected a number, got Symbol no
;; expect: :type rem: argument 2: expected a number, got Symbol no
;; expect: :arity quotient: expected at least 2 arguments, got 0
;; expect: :type quotient: argument 2: expected Int, got Nil nil
;; expect: :type quotient: argument 1: expected Int, got Symbol no
;; expect: :type quotient: argument 2: expected Int, got Symbol no
;; expect: :arity bit-and: expected at least 2 arguments, got 0
;; expect: :type bit-and: argument 2: expected Int, got Nil nil
;; expect: :type bit-and: argument 1: expected Int, got Symbol no
;; expect: :type bit-and: argument 2: expected Int, got Symbol no
;; expect: :arity bit-or: expected at least 2 arguments, got 0
;; expect: :type bit-or: argument 2: expected Int, got Nil nil
;; expect: :type bit-or: argument 1: expected Int, got Symbol no
;; expect: :type bit-or: argument 2: expected Int, got Symbol no
;; expect: :arity bit-xor: expected at least 2 arguments, got 0
;; expect: :type bit-xor: argument 2: expected Int, got Nil nil
;; expect: :type bit-xor: argument 1: expected Int, got Symbol no
;; expect: :type bit-xor: argument 2: expected Int, got Symbol no
;; expect: :arity shl: expected at least 2 arguments, got 0
;; expect: :type shl: argument 2: expected Int, got Nil nil
;; expect: :type shl: argument 1: expected Int, got Symbol no
;; expect: :type shl: argument 2: expected Int, got Symbol no
;; expect: :arity shr: expected at least 2 arguments, got 0
;; expect: :type shr: argument 2: expected Int, got Nil nil
;; expect: :type shr: argument 1: expected Int, got Symbol no
;; expect: :type shr: argument 2: expected Int, got Symbol no
;; expect: :arity ushr: expected at least 2 arguments, got 0
;; expect: :type ushr: argument 2: expected Int, got Nil nil
;; expect: :type ushr: argument 1: expected Int, got Symbol no
;; expect: :type ushr: argument 2: expected Int, got Symbol no
;; expect: :arity +: expected at least 1 argument, got 0
;; expect: :type +: argument 2: expected a number, got Nil nil
;; expect: :type +: argument 1: expected a number, got Symbol no
;; expect: :arity -: expected at least 1 argument, got 0
;; expect: :type -: argument 2: expected a number, got Nil nil
;; expect: :type -: argument 1: expected a number, got Symbol no
;; expect: :arity *: expected at least 1 argument, got 0
;; expect: :type *: argument 2: expected a number, got Nil nil
;; expect: :type *: argument 1: expected a number, got Symbol no
;; expect: :arity /: expected at least 1 argument, got 0
;; expect: :type /: argument 2: expected a number, got Nil nil
;; expect: :type /: argument 1: expected a number, got Symbol no
;; expect: :arity +%: expected at least 1 argument, got 0
;; expect: :type +%: argument 2: expected Int, got Nil nil
;; expect: :type +%: argument 1: expected Int, got Symbol no
;; expect: :arity -%: expected at least 1 argument, got 0
;; expect: :type -%: argument 2: expected Int, got Nil nil
;; expect: :type -%: argument 1: expected Int, got Symbol no
;; expect: :arity *%: expected at least 1 argument, got 0
;; expect: :type *%: argument 2: expected Int, got Nil nil
;; expect: :type *%: argument 1: expected Int, got Symbol no
;; expect: :arity bit-not: expected 1 argument, got 0
;; expect: :arity bit-not: expected 1 argument, got 2
;; expect: :type bit-not: argument 1: expected Int, got Symbol no
;; expect: :arity abs: expected 1 argument, got 0
;; expect: :arity abs: expected 1 argument, got 2
;; expect: :type abs: argument 1: expected a number, got Symbol no
;; expect: :arity neg: expected 1 argument, got 0
;; expect: :arity neg: expected 1 argument, got 2
;; expect: :type neg: argument 1: expected a number, got Symbol no
;; expect: :arity inc: expected 1 argument, got 0
;; expect: :arity inc: expected 1 argument, got 2
;; expect: :type inc: argument 1: expected a number, got Symbol no
;; expect: :arity dec: expected 1 argument, got 0
;; expect: :arity dec: expected 1 argument, got 2
;; expect: :type dec: argument 1: expected a number, got Symbol no
;; expect: :arity floor: expected 1 argument, got 0
;; expect: :arity floor: expected 1 argument, got 2
;; expect: :type floor: argument 1: expected a number, got Symbol no
;; expect: :arity ceil: expected 1 argument, got 0
;; expect: :arity ceil: expected 1 argument, got 2
;; expect: :type ceil: argument 1: expected a number, got Symbol no
;; expect: :arity round: expected 1 argument, got 0
;; expect: :arity round: expected 1 argument, got 2
;; expect: :type round: argument 1: expected a number, got Symbol no
;; expect: :arity trunc: expected 1 argument, got 0
;; expect: :arity trunc: expected 1 argument, got 2
;; expect: :type trunc: argument 1: expected a number, got Symbol no
;; expect: :arity int: expected 1 argument, got 0
;; expect: :arity int: expected 1 argument, got 2
;; expect: :type int: argument 1: expected a number, got Symbol no
;; expect: :arity float: expected 1 argument, got 0
;; expect: :arity float: expected 1 argument, got 2
;; expect: :type float: argument 1: expected a number, got Symbol no
;; expect: :arity sqrt: expected 1 argument, got 0
;; expect: :arity sqrt: expected 1 argument, got 2
;; expect: :type sqrt: argument 1: expected a number, got Symbol no
;; expect: :arity even?: expected 1 argument, got 0
;; expect: :arity even?: expected 1 argument, got 2
;; expect: :type even?: argument 1: expected Int, got Symbol no
;; expect: :arity odd?: expected 1 argument, got 0
;; expect: :arity odd?: expected 1 argument, got 2
;; expect: :type odd?: argument 1: expected Int, got Symbol no
;; expect: :arity zero?: expected 1 argument, got 0
;; expect: :arity zero?: expected 1 argument, got 2
;; expect: :type zero?: argument 1: expected a number, got Symbol no
;; expect: :arity exp: expected 1 argument, got 0
;; expect: :arity exp: expected 1 argument, got 2
;; expect: :type exp: argument 1: expected a number, got Symbol no
;; expect: :arity log: expected 1 argument, got 0
;; expect: :arity log: expected 1 argument, got 2
;; expect: :type log: argument 1: expected a number, got Symbol no
;; expect: :arity log2: expected 1 argument, got 0
;; expect: :arity log2: expected 1 argument, got 2
;; expect: :type log2: argument 1: expected a number, got Symbol no
;; expect: :arity log10: expected 1 argument, got 0
;; expect: :arity log10: expected 1 argument, got 2
;; expect: :type log10: argument 1: expected a number, got Symbol no
;; expect: :arity sin: expected 1 argument, got 0
;; expect: :arity sin: expected 1 argument, got 2
;; expect: :type sin: argument 1: expected a number, got Symbol no
;; expect: :arity cos: expected 1 argument, got 0
;; expect: :arity cos: expected 1 argument, got 2
;; expect: :type cos: argument 1: expected a number, got Symbol no
;; expect: :arity tan: expected 1 argument, got 0
;; expect: :arity tan: expected 1 argument, got 2
;; expect: :type tan: argument 1: expected a number, got Symbol no
;; expect: :arity asin: expected 1 argument, got 0
;; expect: :arity asin: expected 1 argument, got 2
;; expect: :type asin: argument 1: expected a number, got Symbol no
;; expect: :arity acos: expected 1 argument, got 0
;; expect: :arity acos: expected 1 argument, got 2
;; expect: :type acos: argument 1: expected a number, got Symbol no
;; expect: :arity atan: expected 1 argument, got 0
;; expect: :arity atan: expected 1 argument, got 2
;; expect: :type atan: argument 1: expected a number, got Symbol no
;; expect: :arity pow: expected 2 arguments, got 0
;; expect: :arity pow: expected 2 arguments, got 3
;; expect: :type pow: argument 1: expected a number, got Symbol no
;; expect: :type pow: argument 2: expected a number, got Symbol no
;; expect: :arity atan2: expected 2 arguments, got 0
;; expect: :arity atan2: expected 2 arguments, got 3
;; expect: :type atan2: argument 1: expected a number, got Symbol no
;; expect: :type atan2: argument 2: expected a number, got Symbol no
;; expect: :arity min: expected at least 1 argument, got 0
;; expect: :type min: argument 3: expected a number, got Nil nil
;; expect: :type min: argument 1: expected a number, got Symbol no
;; expect: :type min: argument 2: expected a number, got Symbol no
;; expect: :arity max: expected at least 1 argument, got 0
;; expect: :type max: argument 3: expected a number, got Nil nil
;; expect: :type max: argument 1: expected a number, got Symbol no
;; expect: :type max: argument 2: expected a number, got Symbol no
;; expect: :type gcd: argument 3: expected Int, got Nil nil
;; expect: :type gcd: argument 1: expected Int, got Symbol no
;; expect: :type gcd: argument 2: expected Int, got Symbol no
;; expect: :type lcm: argument 3: expected Int, got Nil nil
;; expect: :type lcm: argument 1: expected Int, got Symbol no
;; expect: :type lcm: argument 2: expected Int, got Symbol no
;; expect: :arity clamp: expected 3 arguments, got 0
;; expect: :arity clamp: expected 3 arguments, got 4
;; expect: :type clamp: argument 1: expected a number, got Symbol no
;; expect: :type clamp: argument 2: expected a number, got Symbol no
;; expect: :type clamp: argument 3: expected a number, got Symbol no
;; expect: :arity <: expected at least 1 argument, got 0
;; expect: :type <: argument 3: expected a number, got Nil nil
;; expect: :type <: argument 1: expected a number or String, got Symbol no
;; expect: :type <: argument 2: expected a number, got Symbol no
;; expect: :arity <=: expected at least 1 argument, got 0
;; expect: :type <=: argument 3: expected a number, got Nil nil
;; expect: :type <=: argument 1: expected a number or String, got Symbol no
;; expect: :type <=: argument 2: expected a number, got Symbol no
;; expect: :arity >: expected at least 1 argument, got 0
;; expect: :type >: argument 3: expected a number, got Nil nil
;; expect: :type >: argument 1: expected a number or String, got Symbol no
;; expect: :type >: argument 2: expected a number, got Symbol no
;; expect: :arity >=: expected at least 1 argument, got 0
;; expect: :type >=: argument 3: expected a number, got Nil nil
;; expect: :type >=: argument 1: expected a number or String, got Symbol no
;; expect: :type >=: argument 2: expected a number, got Symbol no
;; expect: :arity <: expected at least 1 argument, got 0
;; expect: :type <: argument 2: expected a number, got Nil nil
;; expect: :type <: argument 1: expected a number or String, got Symbol no
;; expect: :arity <=: expected at least 1 argument, got 0
;; expect: :type <=: argument 2: expected a number, got Nil nil
;; expect: :type <=: argument 1: expected a number or String, got Symbol no
;; expect: :arity >: expected at least 1 argument, got 0
;; expect: :type >: argument 2: expected a number, got Nil nil
;; expect: :type >: argument 1: expected a number or String, got Symbol no
;; expect: :arity >=: expected at least 1 argument, got 0
;; expect: :type >=: argument 2: expected a number, got Nil nil
;; expect: :type >=: argument 1: expected a number or String, got Symbol no
;; expect: :type <: argument 2: expected a number, got String "a"
;; expect: :type <=: argument 2: expected a number, got String "a"
;; expect: :type >: argument 2: expected a number, got String "a"
;; expect: :type >=: argument 2: expected a number, got String "a"
;; expect: :arity =: expected at least 1 argument, got 0
;; expect: :arity =: expected at least 1 argument, got 0
;; expect: :arity !=: expected 2 arguments, got 0
;; expect: :arity !=: expected 2 arguments, got 3
;; expect: :arity same?: expected 2 arguments, got 0
;; expect: :arity same?: expected 2 arguments, got 3
;; expect: :arity xor: expected 2 arguments, got 0
;; expect: :arity xor: expected 2 arguments, got 3
;; expect: :arity number?: expected 1 argument, got 0
;; expect: :arity number?: expected 1 argument, got 2
;; expect: :arity int?: expected 1 argument, got 0
;; expect: :arity int?: expected 1 argument, got 2
;; expect: :arity float?: expected 1 argument, got 0
;; expect: :arity float?: expected 1 argument, got 2
;; expect: :arity not: expected 1 argument, got 0
;; expect: :arity not: expected 1 argument, got 2
;; expect: :arity bool?: expected 1 argument, got 0
;; expect: :arity bool?: expected 1 argument, got 2
;; expect: :arity nil?: expected 1 argument, got 0
;; expect: :arity nil?: expected 1 argument, got 2
;; expect: :arity type-of: expected 1 argument, got 0
;; expect: :arity type-of: expected 1 argument, got 2
