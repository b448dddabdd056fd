(throw "text")

;; modes: interpreted baseline native leaving collecting
;; error: uncaught value: "text"
;; at: top level 1:1
