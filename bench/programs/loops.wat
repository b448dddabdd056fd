;; Integers: a nested loop that sums i*j.
(module
  (func (export "run") (param $n i32) (result i64)
    (local $i i64) (local $j i64) (local $m i64) (local $sum i64)
    (local.set $m (i64.extend_i32_s (local.get $n)))
    (block $end
      (loop $outer
        (br_if $end (i64.ge_s (local.get $i) (local.get $m)))
        (local.set $j (i64.const 0))
        (block $done
          (loop $inner
            (br_if $done (i64.ge_s (local.get $j) (local.get $m)))
            (local.set $sum (i64.add (local.get $sum) (i64.mul (local.get $i) (local.get $j))))
            (local.set $j (i64.add (local.get $j) (i64.const 1)))
            (br $inner)))
        (local.set $i (i64.add (local.get $i) (i64.const 1)))
        (br $outer)))
    (local.get $sum)))
