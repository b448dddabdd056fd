(throw "text")

;; modes: interpreted native leaving collecting
;; error: uncaught value: "text"
;; at: top level 1:1
