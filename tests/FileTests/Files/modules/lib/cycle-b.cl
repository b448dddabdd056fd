(io:print "b begins")
(import "cycle-a" *)
(io:print "never")
