; Where all names of an unreadable file are imported, any name may be one of those: the import is the error.
(io:print "before")
(import "lib/none" *)
(io:print (unknown 1))

;; expect: before
;; error: :io cannot read lib/none: No such file or directory
;; at: top level 3:1
