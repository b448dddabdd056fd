;; Floats: rounds until escape, summed over an n by n grid of the Mandelbrot set, at most 200 a point.
(module
  (func $escape (param $cx f64) (param $cy f64) (result i32)
    (local $x f64) (local $y f64) (local $xx f64) (local $yy f64) (local $k i32)
    (loop $next
      (local.set $xx (f64.mul (local.get $x) (local.get $x)))
      (local.set $yy (f64.mul (local.get $y) (local.get $y)))
      (if (i32.or (i32.eq (local.get $k) (i32.const 200))
                  (f64.gt (f64.add (local.get $xx) (local.get $yy)) (f64.const 4)))
        (then (return (local.get $k))))
      (local.set $y (f64.add (f64.mul (f64.const 2) (f64.mul (local.get $x) (local.get $y))) (local.get $cy)))
      (local.set $x (f64.add (f64.sub (local.get $xx) (local.get $yy)) (local.get $cx)))
      (local.set $k (i32.add (local.get $k) (i32.const 1)))
      (br $next))
    (unreachable))
  (func (export "run") (param $n i32) (result i64)
    (local $i i32) (local $j i32) (local $size f64) (local $sum i64)
    (local.set $size (f64.convert_i32_s (local.get $n)))
    (loop $rows
      (local.set $i (i32.const 0))
      (loop $columns
        (local.set $sum (i64.add (local.get $sum) (i64.extend_i32_s (call $escape
          (f64.sub (f64.div (f64.mul (f64.const 3) (f64.convert_i32_s (local.get $i))) (local.get $size)) (f64.const 2))
          (f64.sub (f64.div (f64.mul (f64.const 2) (f64.convert_i32_s (local.get $j))) (local.get $size)) (f64.const 1))))))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br_if $columns (i32.lt_s (local.get $i) (local.get $n))))
      (local.set $j (i32.add (local.get $j) (i32.const 1)))
      (br_if $rows (i32.lt_s (local.get $j) (local.get $n))))
    (local.get $sum)))
