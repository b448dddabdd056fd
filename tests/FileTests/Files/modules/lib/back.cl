(import "../cycle-of-program" *)
