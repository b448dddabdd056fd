;; Calls with three arguments: Takeuchi's function, in McCarthy's form.
(module
  (func $tak (param $x i64) (param $y i64) (param $z i64) (result i64)
    (if (result i64) (i64.lt_s (local.get $y) (local.get $x))
      (then
        (call $tak
          (call $tak (i64.sub (local.get $x) (i64.const 1)) (local.get $y) (local.get $z))
          (call $tak (i64.sub (local.get $y) (i64.const 1)) (local.get $z) (local.get $x))
          (call $tak (i64.sub (local.get $z) (i64.const 1)) (local.get $x) (local.get $y))))
      (else (local.get $z))))
  (func (export "run") (param $n i32) (result i64)
    (local $m i64)
    (local.set $m (i64.extend_i32_s (local.get $n)))
    (call $tak (i64.mul (local.get $m) (i64.const 3)) (i64.mul (local.get $m) (i64.const 2)) (local.get $m))))
