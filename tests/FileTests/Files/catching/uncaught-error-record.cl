(throw (Error :custom "made by hand" nil))

;; modes: interpreted baseline native leaving collecting
;; error: :custom made by hand
;; at: top level 1:1
