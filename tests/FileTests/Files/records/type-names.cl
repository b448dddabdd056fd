; A record cannot have the name of a type of the language.
(defrecord Int) (defrecord Float) (defrecord Bool) (defrecord Nil)
(defrecord String) (defrecord Symbol) (defrecord Keyword) (defrecord List)
(defrecord Vector) (defrecord FloatVector) (defrecord ByteVector) (defrecord Buffer)
(defrecord Dict) (defrecord Set) (defrecord Table) (defrecord Tuple) (defrecord Cell)
(defrecord Function) (defrecord Channel)

;; syntax-error: CL0050 2:12
;; syntax-error: CL0050 2:28
;; syntax-error: CL0050 2:46
;; syntax-error: CL0050 2:63
;; syntax-error: CL0050 3:12
;; syntax-error: CL0050 3:31
;; syntax-error: CL0050 3:50
;; syntax-error: CL0050 3:70
;; syntax-error: CL0050 4:12
;; syntax-error: CL0050 4:31
;; syntax-error: CL0050 4:55
;; syntax-error: CL0050 4:78
;; syntax-error: CL0050 5:12
;; syntax-error: CL0050 5:29
;; syntax-error: CL0050 5:45
;; syntax-error: CL0050 5:63
;; syntax-error: CL0050 5:81
;; syntax-error: CL0050 6:12
;; syntax-error: CL0050 6:33
