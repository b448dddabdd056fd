using ClaudeLang.Vm.Runtime;
using Xunit;

namespace ClaudeLang.Vm.Tests.Runtime;

/// <summary>One row a case: a call and what it prints. Each also runs while every allocation moves every object.</summary>
public sealed class LibraryTests
{
    private static void Check(string call, string expected)
    {
        using (var plain = new Calls()) Assert.Equal(expected, plain.Run(call));
        using var stressed = new Calls(new HeapOptions(NurseryBytes: 64 << 10, Stress: true));
        Assert.Equal(expected, stressed.Run(call));
    }

    [Theory]
    [InlineData("(+ 1 2 3.5)", "6.5")]
    [InlineData("(+ 4611686018427387903 1)", "4611686018427387904")]
    [InlineData("(+ 9223372036854775807 1)", ":overflow +: result does not fit in 64 bits")]
    [InlineData("(- -9223372036854775808)", ":overflow -: result does not fit in 64 bits")]
    [InlineData("(- 4611686018427387904 4611686018427387904)", "0")]
    [InlineData("(* 3037000500 3037000500)", ":overflow *: result does not fit in 64 bits")]
    [InlineData("(* 3037000499 3037000499)", "9223372030926249001")]
    [InlineData("(* -9223372036854775808 -1)", ":overflow *: result does not fit in 64 bits")]
    [InlineData("(/ -7 2)", "-3")]
    [InlineData("(/ 7 0)", ":divide-by-zero /: Int division by zero")]
    [InlineData("(/ 7 0.0)", "inf")]
    [InlineData("(/ -9223372036854775808 -1)", ":overflow /: result does not fit in 64 bits")]
    [InlineData("(/ 4)", "0")]
    [InlineData("(/ 4.0)", "0.25")]
    [InlineData("[(mod -7 3) (mod 7 -3) (rem -7 3) (rem 7 -3) (mod -7.5 2) (rem -7.5 2) (mod 6 -3)]", "[2, -2, -1, 1, 0.5, -1.5, 0]")]
    [InlineData("[(mod -4.0 2.0) (mod 4.0 -2.0)]", "[0.0, -0.0]")]
    [InlineData("(rem -9223372036854775808 -1)", "0")]
    [InlineData("(mod 1 0)", ":divide-by-zero mod: Int remainder by zero")]
    [InlineData("(+% 9223372036854775807 1)", "-9223372036854775808")]
    [InlineData("(*% 4611686018427387904 4)", "0")]
    [InlineData("(-% -9223372036854775808)", "-9223372036854775808")]
    [InlineData("[(shl 1 62) (shl 1 63) (shl 3 63) (shr -8 1) (ushr -1 1) (ushr -1 63)]", "[4611686018427387904, -9223372036854775808, -9223372036854775808, -4, 9223372036854775807, 1]")]
    [InlineData("(shl 1 64)", ":range shl: shift count 64 is not in 0..63")]
    [InlineData("[(bit-and 12 10) (bit-or 12 10) (bit-xor 12 10) (bit-not 0)]", "[8, 14, 6, -1]")]
    [InlineData("[(floor -0.5) (ceil -0.5) (trunc 2.7) (round 2.5) (round 3.5) (round -2.5) (floor 7)]", "[-1.0, -0.0, 2.0, 2.0, 4.0, -2.0, 7]")]
    [InlineData("[(int 2.9) (int -2.9) (float 3) (int 9007199254740992.0)]", "[2, -2, 3.0, 9007199254740992]")]
    [InlineData("(int 9223372036854775808.0)", ":range int: 9223372036854776000.0 does not fit in an Int")]
    [InlineData("(int nan)", ":range int: nan does not fit in an Int")]
    [InlineData("[(min 3 1.0 2) (max 1 1.0) (max 1 nan 3) (min -0.0 0.0)]", "[1.0, 1, nan, -0.0]")]
    [InlineData("[(gcd 12 -18) (gcd) (lcm 4 6) (lcm 0 3)]", "[6, 0, 12, 0]")]
    [InlineData("(lcm 9223372036854775807 2)", ":overflow lcm: result does not fit in 64 bits")]
    [InlineData("[(abs -5) (abs -5.5) (inc 4611686018427387903) (dec 1.5) (clamp 5 1 3) (clamp 0 1.0 3)]", "[5, 5.5, 4611686018427387904, 0.5, 3, 1.0]")]
    [InlineData("[(even? 0) (odd? -3) (zero? -0.0) (number? \"\") (int? 1.0) (float? 1.0)]", "[true, true, true, false, false, true]")]
    [InlineData("(+ 1 \"x\")", ":type +: argument 2: expected a number, got String \"x\"")]
    [InlineData("(bit-and 1 2.0)", ":type bit-and: argument 2: expected Int, got Float 2.0")]
    [InlineData("(sqrt 2)", "1.4142135623730951")]
    [InlineData("(sqrt -1)", "nan")]
    public void Numbers(string call, string expected) => Check(call, expected);

    [Theory]
    [InlineData("[(= 1 1.0) (= 9007199254740993 9007199254740992.0) (= 9223372036854775807 9223372036854775808.0) (= -9223372036854775808 -9223372036854775808.0)]", "[true, false, false, true]")]
    [InlineData("[(= nan nan) (= [nan] [nan]) (= 0.0 -0.0) (= [1 [2 \"a\"]] [1.0 [2 \"a\"]]) (= [] nil) (= [] [])]", "[false, false, true, true, false, true]")]
    [InlineData("[(same? 1 1.0) (same? nan nan) (same? 0.0 -0.0) (same? \"ab\" \"ab\") (same? 4611686018427387904 4611686018427387904) (same? [1] [1])]", "[false, true, false, true, true, false]")]
    [InlineData("[(< 9007199254740992.0 9007199254740993) (< 9007199254740993 9007199254740992.0) (<= 9223372036854775807 9223372036854775808.0) (>= 1 nan) (< 1 nan) (> nan 1)]", "[true, false, true, false, false, false]")]
    [InlineData("[(< 1 2 3) (< 1 3 2) (<= 1 1 2) (> 3 2 1) (>= 3 3 4) (< 5)]", "[true, false, true, true, false, true]")]
    [InlineData("[(< \"a\" \"b\") (< \"\uffff\" \"\U00010000\") (< \"a\" \"aa\") (>= \"\u00e9\" \"e\")]", "[true, true, true, true]")]
    [InlineData("(< 1 3 2 \"x\")", ":type <: argument 4: expected a number, got String \"x\"")]
    [InlineData("(< \"x\" 1)", ":type <: argument 2: expected String, got Int 1")]
    [InlineData("(< nil)", ":type <: argument 1: expected a number or String, got Nil nil")]
    [InlineData("[(= (tuple \"A\" 1) (tuple \"A\" 1.0)) (= (tuple \"A\") (tuple \"B\")) (= (vector 1) (vector 1)) (= (dict 1 2 3 4) (dict 3 4 1.0 2)) (= (set 1 2) (set 2 1)) (= (dict nan 1) (dict nan 1))]",
        "[true, false, false, true, true, false]")]
    [InlineData("[(!= 1 2) (not nil) (not 0) (xor 1 nil) (type-of [1]) (type-of nil) (type-of 'a) (type-of :a) (type-of #car)]", "[true, true, false, true, List, Nil, Symbol, Keyword, Function]")]
    public void Comparison(string call, string expected) => Check(call, expected);

    [Theory]
    [InlineData("[(append [1 2] [] [3]) (append) (append [1]) (reverse [1 2 3]) (take 2 [1 2 3]) (take 9 [1]) (take -1 [1]) (drop 2 [1 2 3]) (drop 9 [1])]",
        "[[1, 2, 3], [], [1], [3, 2, 1], [1, 2], [1], [], [3], []]")]
    [InlineData("[(range 4) (range 2 5) (range 5 2 -1) (range 0 1 0.25) (range 3 0) (range 0 2.5) (range 9223372036854775805 9223372036854775807)]",
        "[[0, 1, 2, 3], [2, 3, 4], [5, 4, 3], [0.0, 0.25, 0.5, 0.75], [], [0, 1, 2], [9223372036854775805, 9223372036854775806]]")]
    [InlineData("(range 0 3 0)", ":range range: step is zero")]
    [InlineData("[(nth [1 2 3] 2) (nth \"a\u20acb\" 1) (nth (vector 1 2) 0) (nth (byte-vector 7) 0) (nth (float-vector 1) 0) (nth (buffer 5) 0)]", "[3, \"\u20ac\", 1, 7, 1.0, 5]")]
    [InlineData("(nth [1 2] 2)", ":index nth: index 2 is out of range for length 2")]
    [InlineData("(nth [1 2] -1)", ":index nth: index -1 is out of range for length 2")]
    [InlineData("[(get [1 2] 5) (get [1 2] 1) (get (vector 1) 3 :no) (get (dict :a 1) :a) (get (dict :a 1) :b 9) (get (make-table) 1)]", "[nil, 2, :no, 1, 9, nil]")]
    [InlineData("[(length [1 2]) (length \"ab\u20ac\") (length (dict 1 2)) (length (set 1 1.0 2)) (length (make-table)) (empty? []) (empty? \"\") (empty? (vector 1))]", "[2, 3, 1, 2, 0, true, true, false]")]
    [InlineData("(length 5)", ":type length: argument 1: expected a collection or String, got Int 5")]
    [InlineData("[(index-of 2 [1 2.0]) (index-of 3 [1]) (member? \"a\" [\"a\"]) (assoc 2 [[1 :a] [2 :b]]) (assoc 9 [[1 2]]) (last [1 2])]", "[1, nil, true, [2, :b], nil, 2]")]
    [InlineData("[(zip [1 2 3] [:a :b]) (flatten [1 [2 [3 [] 4]] [[5]]]) (unique [1 1.0 2 \"a\" \"a\" [1] [1]])]", "[[[1, :a], [2, :b]], [1, 2, 3, 4, 5], [1, 2, \"a\", [1]]]")]
    [InlineData("(head [])", ":index head: index 0 is out of range for length 0")]
    [InlineData("(cdr 5)", ":type tail: argument 1: expected List, got Int 5")]
    [InlineData("(cons 1 2)", ":type cons: argument 2: expected List, got Int 2")]
    [InlineData("(head 1 2)", ":arity head: expected 1 argument, got 2")]
    [InlineData("(range)", ":arity range: expected 1 to 3 arguments, got 0")]
    [InlineData("(cons)", ":arity cons: expected 2 arguments, got 0")]
    [InlineData("(apply 5 [])", ":type apply: argument 1: expected Function, got Int 5")]
    public void Lists(string call, string expected) => Check(call, expected);

    [Theory]
    [InlineData("v = (vector 1 2 3); (vector-set! v 0 [v]); v", "#[[...], 2, 3]")]
    [InlineData("v = (make-vector 3 \"x\"); (vector-fill! v 4.5); [(vector-length v) (vector-ref v 2) (vector->list v) (list->vector [1 2])]", "[3, 4.5, [4.5, 4.5, 4.5], #[1, 2]]")]
    [InlineData("(vector-ref (vector 1 2) 2)", ":index vector-ref: index 2 is out of range for length 2")]
    [InlineData("(vector-ref [1] 0)", ":type vector-ref: argument 1: expected Vector, got List [1]")]
    [InlineData("(make-vector -1 0)", ":range make-vector: negative length -1")]
    [InlineData("v = (vector 1 2 3 4 5); (vector-blit! v 1 v 0 3); v", "#[1, 1, 2, 3, 5]")]
    [InlineData("v = (byte-vector 1 2 3 4 5); (byte-vector-blit! v 0 v 2 5); v", "#b[3, 4, 5, 4, 5]")]
    [InlineData("(vector-blit! (vector 1 2) 1 (vector 1 2) 0 2)", ":index vector-blit!: index 1 is out of range for length 2")]
    [InlineData("[(vector-copy (vector 1 2 3) 1) (vector-copy (vector 1 2 3) 1 2) (float-vector-copy (float-vector 1 2))]", "[#[2, 3], #[2], #f[1.0, 2.0]]")]
    [InlineData("(vector-copy (vector 1) 2)", ":index vector-copy: index 2 is out of range for length 1")]
    [InlineData("v = (make-float-vector 2 0); (float-vector-set! v 1 3); (float-vector-set! v 0 1e300); v", "#f[1e+300, 3.0]")]
    [InlineData("(byte-vector 1 256)", ":range byte-vector: 256 is not in 0..255")]
    [InlineData("(float-vector \"a\")", ":type float-vector: argument 1: expected Float, got String \"a\"")]
    [InlineData("[(string->bytes \"a\u20ac\") (bytes->string (byte-vector 226 130 172))]", "[#b[97, 226, 130, 172], \"\u20ac\"]")]
    [InlineData("(bytes->string (byte-vector 97 226 130))", ":range bytes->string: invalid UTF-8 at index 1")]
    [InlineData("b = (buffer); (buffer-push! b 1) (buffer-push! b [2]) (buffer-pop! b) (buffer-push! b 3) (buffer-set! b 0 :x); [(buffer-ref b 1) (buffer-length b) (buffer->list b) (buffer->vector b) b]",
        "[3, 2, [:x, 3], #[:x, 3], #buffer[:x, 3]]")]
    [InlineData("(buffer-pop! (buffer))", ":index buffer-pop!: index -1 is out of range for length 0")]
    [InlineData("(buffer-ref (buffer 1) 1)", ":index buffer-ref: index 1 is out of range for length 1")]
    [InlineData("(buffer-ref 4 1)", ":type buffer-ref: argument 1: expected Buffer, got Int 4")]
    [InlineData("c = (cell 5); (cell-set! c [1]); [(cell-get c) c (cell? c)]", "[[1], #<cell [1]>, true]")]
    [InlineData("[(tuple \"Some\" 4) (tuple \"None\") (tuple-tag (tuple \"A\" 1)) (tuple-fields (tuple \"A\" 1 \"b\"))]", "[(Some 4), (None), \"A\", [1, \"b\"]]")]
    [InlineData("[(arity #car) (function? #car) (function? 5) #range #str]", "[1, true, false, #<function range/1+>, #<function str/0+>]")]
    public void Vectors_buffers_cells_and_tuples(string call, string expected) => Check(call, expected);

    [Theory]
    [InlineData("[(str 1 \"a\" [\"b\"] nil 2.5) (str) (concat \"a\" \"\u20ac\" \"\U0001F600\")]", "[\"1a[\\\"b\\\"]nil2.5\", \"\", \"a\u20ac\U0001F600\"]")]
    [InlineData("[(substring \"a\u20acbc\" 2) (substring \"a\u20acbc\" 1 2) (string-length (substring \"\U0001F600ab\" 1)) (= (substring \"\u20acab\" 1) \"ab\")]", "[\"bc\", \"\u20ac\", 2, true]")]
    [InlineData("(substring \"abc\" 2 1)", ":index substring: index 1 is out of range for length 3")]
    [InlineData("[(string-split \"a,b,,c\" \",\") (string-split \"ab\u20ac\" \"\") (string-split \"\" \",\") (string-split \"a--b\" \"--\")]", "[[\"a\", \"b\", \"\", \"c\"], [\"a\", \"b\", \"\u20ac\"], [\"\"], [\"a\", \"b\"]]")]
    [InlineData("[(string-join [\"a\" \"\u20ac\" \"c\"] \", \") (string-join [] \",\") (list->string [\"x\" \"yz\"])]", "[\"a, \u20ac, c\", \"\", \"xyz\"]")]
    [InlineData("(string-join [\"a\" 1] \",\")", ":type string-join: argument 1: expected a List of String, got an element Int 1")]
    [InlineData("[(string-trim \" \u00a0a b\\n\") (string-upcase \"stra\u00dfe \u00e9\") (string-downcase \"\u00c9A\u0130\")]", "[\"a b\", \"STRA\u00dfE \u00c9\", \"\u00e9ai\"]")]
    [InlineData("[(string-contains? \"hay\" \"a\") (string-index-of \"\u20achay\" \"ay\") (string-index-of \"hay\" \"\u20ac\") (string-index-of \"a\" \"\") (starts-with? \"abc\" \"ab\") (ends-with? \"abc\" \"bc\") (ends-with? \"c\" \"bc\")]",
        "[true, 2, nil, 0, true, true, false]")]
    [InlineData("[(string-replace \"aXbX\" \"X\" \"\u20ac\") (string-replace \"aaa\" \"aa\" \"b\") (string-replace \"abc\" \"\" \"x\")]", "[\"a\u20acb\u20ac\", \"ba\", \"abc\"]")]
    [InlineData("[(char-at \"a\u20ac\" 1) (string->list \"a\U0001F600\") (code-point \"A\") (code-point \"a\u20ac\" 1) (code-point->string 128512)]", "[\"\u20ac\", [\"a\", \"\U0001F600\"], 65, 8364, \"\U0001F600\"]")]
    [InlineData("(code-point->string 55296)", ":range code-point->string: 55296 is not a Unicode scalar value")]
    [InlineData("(char-at \"abc\" 3)", ":index char-at: index 3 is out of range for length 3")]
    [InlineData("[(string->int \"-17\") (string->int \"+5\") (string->int \"9223372036854775808\") (string->int \"-9223372036854775808\") (string->int \"\") (string->int \"1a\")]", "[-17, 5, nil, -9223372036854775808, nil, nil]")]
    [InlineData("[(string->float \"1.5\") (string->float \"2\") (string->float \"1e400\") (string->float \".5\") (string->float \"-inf\") (string->float \"1e-3\")]", "[1.5, 2.0, nil, nil, -inf, 0.001]")]
    [InlineData("b = (string-builder \"a\" 1); (string-builder-add! b [\"x\"] :k); [(string-builder-build b) (string-builder-build (string-builder-add! b \"!\"))]", "[\"a1[\\\"x\\\"]:k\", \"a1[\\\"x\\\"]:k!\"]")]
    [InlineData("[(symbol \"a b\") (keyword \"k\") (string? \"\") (symbol? 'a) (keyword? :a) (int->string -5)]", "[a b, :k, true, true, true, \"-5\"]")]
    public void Strings(string call, string expected) => Check(call, expected);

    [Theory]
    [InlineData("d = (dict :a 1 \"b\" 2 :a 3); [d (dict-get d :a) (dict-get d :zz) (dict-get-or d 5 :no) (dict-has? d \"b\") (dict-size d)]", "[{:a 3, \"b\" 2}, 3, nil, :no, true, 2]")]
    [InlineData("d = (dict 1 :x 2 :y 3 :z); [(dict-remove d 2) (dict-set (dict-remove d 1) 1 :new) (dict-set d 2.0 :kept) (dict-remove d 9)]", "[{1 :x, 3 :z}, {2 :y, 3 :z, 1 :new}, {1 :x, 2 :kept, 3 :z}, {1 :x, 2 :y, 3 :z}]")]
    [InlineData("d = (dict :a 1 :b 2); [(dict-keys d) (dict-values d) (dict-items d) (dict-merge d (dict :c 3 :a 9))]", "[[:a, :b], [1, 2], [[:a, 1], [:b, 2]], {:a 9, :b 2, :c 3}]")]
    [InlineData("(dict 1 2 3)", ":arity dict: expected an even number of arguments, got 3")]
    [InlineData("(dict-get [] 1)", ":type dict-get: argument 1: expected Dict, got List []")]
    [InlineData("[(dict-get (dict nan 1) nan) (dict-size (dict nan 1 nan 2)) (dict-get (dict [1 2] :l) [1.0 2]) (dict-get (dict (dict 1 2 3 4) :d) (dict 3 4 1 2))]", "[nil, 2, :l, :d]")]
    [InlineData("t = (make-table); (table-set! t :a 1) (table-set! t \"b\" [2]) (table-set! t :a 3) (table-remove! t \"b\") (table-set! t \"b\" 4) (table-set! t t 5); [t (table-get t t) (table-keys (make-table)) (table-size t) (table-has? t :a)]",
        "[#table{:a 3, \"b\" 4, ... 5}, 5, [], 3, true]")]
    [InlineData("s = (set 3 1 2 1.0); [s (set-add s 4) (set-add s 3) (set-remove s 1) (set-has? s 2.0) (set->list s) (set-size s)]", "[#{3, 1, 2}, #{3, 1, 2, 4}, #{3, 1, 2}, #{3, 2}, true, [3, 1, 2], 3]")]
    [InlineData("[(set-union (set 1 2) (set 2 3)) (set-intersection (set 1 2 3) (set 3 1)) (set-difference (set 1 2 3) (set 2))]", "[#{1, 2, 3}, #{1, 3}, #{1, 3}]")]
    [InlineData("(set-union (set) [])", ":type set-union: argument 2: expected Set, got List []")]
    [InlineData("[(%sort \"sort\" [3 1.5 2 -1]) (%sort-by-keys \"s\" [2 1 2 1] [:a :b :c :d])]", "[#[-1, 1.5, 2, 3], [:b, :d, :a, :c]]")]
    [InlineData("(%sort \"sort\" [1 \"a\"])", ":type sort: element 1: expected a number, got String \"a\"")]
    public void Dicts_tables_and_sets(string call, string expected) => Check(call, expected);

    [Theory]
    [InlineData("(json-parse \" {\\\"a\\\": [1, -2.5e1, true, null, {}, []], \\\"b\\\": \\\"x\\\\u20ac\\\\n\\\"} \")", "{\"a\" [1, -25.0, true, nil, {}, []], \"b\" \"x\u20ac\\n\"}")]
    [InlineData("[(json-parse \"9223372036854775808\") (json-parse \"0\") (json-parse \"[[[1]],2]\") (json-parse \"-0\")]", "[9223372036854776000.0, 0, [[[1]], 2], 0]")]
    [InlineData("(json-parse \"[1,]\")", ":parse json-parse: expected a value at index 3")]
    [InlineData("(json-parse \"[1 2]\")", ":parse json-parse: expected ',' or ']' at index 3")]
    [InlineData("(json-parse \"1e999\")", ":parse json-parse: 1e999 is beyond the range of a Float at index 5")]
    [InlineData("(json-parse \"01\")", ":parse json-parse: expected the end at index 1")]
    [InlineData("(json-parse \"\\\"\\\\ud800\\\"\")", ":parse json-parse: half of a surrogate pair at index 8")]
    [InlineData("(json-parse \"\")", ":parse json-parse: expected a value at index 0")]
    [InlineData("(json-stringify [1 2.0 \"a\\n\" nil #t :k [] (dict \"x\" (vector 1 [])) (byte-vector 1) (float-vector 1)])", "\"[1,2.0,\\\"a\\\\n\\\",null,true,\\\"k\\\",[],{\\\"x\\\":[1,[]]},[1],[1.0]]\"")]
    [InlineData("(json-stringify (dict 1 2))", ":type json-stringify: argument 1: expected String or Keyword keys, got Int 1")]
    [InlineData("(json-stringify inf)", ":type json-stringify: argument 1: expected a finite number, got Float inf")]
    [InlineData("v = (vector 0); (vector-set! v 0 v); (json-stringify v)", ":type json-stringify: argument 1: expected a value that does not contain itself, got Vector #[...]")]
    public void Json(string call, string expected) => Check(call, expected);

    [Fact]
    public void Built_in_numbers_and_names_are_frozen()
    {
        Assert.Equal(1, BuiltinTable.TryFind("+")!.Number);
        Assert.Equal(102, BuiltinTable.TryFind("car")!.Number);
        Assert.Equal(152, BuiltinTable.TryFind("vector-ref")!.Number);
        Assert.Equal(300, BuiltinTable.TryFind("str")!.Number);
        Assert.Equal(401, BuiltinTable.TryFind("dict-get")!.Number);
        Assert.All(BuiltinTable.All, row => Assert.Same(row, BuiltinTable.TryFind(row.Name)));
    }
}
