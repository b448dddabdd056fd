; The library has no such module.
(import "std/lists" *)

;; error: :io the library has no module std/lists; did you mean std/list?
;; at: top level 2:1
