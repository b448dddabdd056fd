namespace ClaudeLang.FileTests.Fuzz;

/// <summary>Calls of the library, by the kind of their value.</summary>
internal sealed partial class LanguageProgram
{
    private string V(Kind kind, int depth) => Value(kind, depth);
    private string Index(int depth) => Next(12) == 0 ? Int(depth) : Pick("0", "0", "0", "1", "2");
    private string Collection(int depth) => V((Kind)((int)Kind.List + Next(8)), depth);
    private string Key(int depth) => Next(3) == 0 ? Atom(depth) : Pick(":a", ":b", "1", "\"k\"", "2.0", "nil", "-0.0", "0");

    private string Plain(Kind kind, int d) => kind switch
    {
        Kind.Int => IntOf(d),
        Kind.Float => FloatOf(d),
        Kind.Bool => BoolOf(d),
        Kind.Text => TextOf(d),
        Kind.List => ListOf(d),
        Kind.Vector => Typed("vector", d, Atom, Kind.Vector),
        Kind.Floats => Typed("float-vector", d, depth => V(Kind.Float, depth), Kind.Floats),
        Kind.Bytes => Typed("byte-vector", d, depth => Next(12) == 0 ? Int(depth) : $"(bit-and {Int(depth)} 255)", Kind.Bytes),
        Kind.Dict => DictOf(d),
        Kind.Set => SetOf(d),
        Kind.Table => TableOf(d),
        Kind.Buffer => BufferOf(d),
        Kind.Tuple => $"(tuple {Pick("\"Some\"", "\"Pair\"", "\"None\"")}{Atoms(d)})",
        Kind.Point => Next(3) == 0 ? Changed("pt", V(Kind.Point, d), name => $"(set-Point-{Pick("x", "y")}! {name} {Atom(d)})") : $"(Point {Atom(d)} {Atom(d)})",
        Kind.Function => FunctionOf(d),
        _ => Next(2) == 0 ? $"(cell {Atom(d)})" : Changed("ce", V(Kind.Cell, d), name => $"(cell-set! {name} {Atom(d)})"),
    };

    /// <summary>A mutable value after a change.</summary>
    private string Changed(string prefix, string value, Func<string, string> change)
    {
        string name = Fresh(prefix);
        return $"(let (({name} {value})) {change(name)} {name})";
    }

    private string IntOf(int d) => Next(34) switch
    {
        0 or 1 => $"({Pick("+", "-", "*")} {Int(d)} {Int(d)})",
        2 or 3 => $"({Pick("+%", "-%", "*%", "bit-and", "bit-or", "bit-xor")} {Int(d)} {Int(d)})",
        4 => $"({Pick("mod", "rem", "quotient", "/")} {Int(d)} {Pick("3", "-5", "7", "0", "1024")})",
        5 => $"({Pick("mod", "rem", "quotient", "/", "gcd")} {Int(d)} {Int(d)})",
        6 => $"({Pick("shl", "shr", "ushr")} {Int(d)} {(Next(20) == 0 ? 64 : Next(64))})",
        7 => $"({Pick("inc", "dec", "abs", "neg", "bit-not", "floor", "round")} {Int(d)})",
        8 => $"({Pick("min", "max")} {Int(d)} {Int(d)} {Int(d)})",
        9 => $"(clamp {Int(d)} -100 {Next(200)})",
        10 => $"({Pick("length", "length", "empty?")} {Collection(d)})",
        11 => $"(nth {V(Pick("l", "v") == "l" ? Kind.List : Kind.Vector, d)} {Index(d)})",
        12 => $"(fold {Pick("+", "max", "+%", "(lambda (a b) (- b a))")} {Int(d)} {V(Kind.List, d)})",
        13 => $"(fold-right {Pick("+", "-%", "(lambda (a b) (+% (*% 3 a) b))")} {Int(d)} {V(Kind.List, d)})",
        14 => $"({V(Kind.Function, d)} {Int(d)})",
        15 => $"(vector-ref {V(Kind.Vector, d)} {Index(d)})",
        16 => $"(get {V(Kind.Dict, d)} {Key(d)} {Int(d)})",
        17 => $"(dict-get-or {V(Kind.Dict, d)} {Key(d)} {Int(d)})",
        18 => $"(table-get-or {V(Kind.Table, d)} {Key(d)} {Int(d)})",
        19 => $"(buffer-ref {V(Kind.Buffer, d)} {Index(d)})",
        20 => $"(byte-vector-ref {V(Kind.Bytes, d)} {Index(d)})",
        21 => $"(Point-{Pick("x", "y")} {V(Kind.Point, d)})",
        22 => $"(cell-get {V(Kind.Cell, d)})",
        23 => $"(apply {Pick("+", "max", "+%")} {Int(d)} {V(Kind.List, d)})",
        24 => $"(string-length {V(Kind.Text, d)})",
        25 => $"(code-point {V(Kind.Text, d)} {Index(d)})",
        26 => $"(int {V(Kind.Float, d)})",
        27 => Pick("(random:int 100)", "(random:int -5 5)", "(random:choice ints)", "(state:get :n 0)", "(state:update :n (lambda (q) (if q (+ q 1) 0)))"),
        28 => $"(begin (state:set :n {Int(d)}) {Int(d)})",
        29 => $"(begin (set! counter {Int(d)}) counter)",
        30 => $"({Pick("head", "last", "first")} {V(Kind.List, d)})",
        31 => $"({Pick("set-size", "dict-size", "table-size", "buffer-length")} {V((Kind)((int)Kind.Dict + Next(4)), d)})",
        32 => $"(pow {Int(d)} {Next(5)})",
        _ => $"(or {Pick("nil", "#f", $"(string->int {V(Kind.Text, d)})", $"(index-of {Atom(d)} {V(Kind.List, d)})", $"(find even? {V(Kind.List, d)})")} {Int(d)})",
    };

    private string FloatOf(int d) => Next(9) switch
    {
        0 => $"(float {Int(d)})",
        1 => $"({Pick("sqrt", "-", "floor", "round", "trunc", "ceil", "abs", "exp", "sin", "log")} {V(Kind.Float, d)})",
        2 or 3 => $"({Pick("+", "-", "*", "/")} {V(Kind.Float, d)} {Int(d)})",
        4 => $"({Pick("min", "max", "mod", "rem", "pow", "atan2")} {V(Kind.Float, d)} {V(Kind.Float, d)})",
        5 => $"(float-vector-ref {V(Kind.Floats, d)} {Index(d)})",
        6 => Pick("(random:float)", "(float counter)"),
        _ => $"({Pick("+", "-", "*", "/")} {V(Kind.Float, d)} {V(Kind.Float, d)})",
    };

    private string BoolOf(int d) => Next(12) switch
    {
        0 or 1 or 2 => $"({Pick("<", "<=", ">", ">=", "=", "!=")} {Int(d)} {Value((Kind)Next(2), d)})",
        3 => $"({Pick("<", ">=", "=")} {V(Kind.Text, d)} {V(Kind.Text, d)})",
        4 => $"({Pick("and", "or", "xor", "=")} {V(Kind.Bool, d)} {V(Kind.Bool, d)})",
        5 => $"(not {V(Kind.Bool, d)})",
        6 => $"({Pick("int?", "float?", "string?", "list?", "nil?", "function?", "dict?", "Point?", "Error?", "tuple?", "vector?")} {V(Kind.Any, d)})",
        7 => $"(= {V(Kind.Any, d)} {V(Kind.Any, d)})",
        8 => Pick($"(member? {Atom(d)} {V(Kind.List, d)})", $"(any? int? {V(Kind.List, d)})", $"(all? (lambda (q) (> q 0)) {V(Kind.List, d)})"),
        9 => Pick($"(set-has? {V(Kind.Set, d)} {Key(d)})", $"(dict-has? {V(Kind.Dict, d)} {Key(d)})", $"(table-has? {V(Kind.Table, d)} {Key(d)})"),
        10 => $"({Pick("starts-with?", "ends-with?", "string-contains?")} {V(Kind.Text, d)} {V(Kind.Text, d)})",
        _ => $"({Pick("even?", "odd?", "zero?")} {Int(d)})",
    };

    private string TextOf(int d) => Next(11) switch
    {
        0 => $"(clip (str {V(Kind.Any, d)} {Atom(d)}))",
        1 => $"(clip (concat {V(Kind.Text, d)} {V(Kind.Text, d)}))",
        2 => $"({Pick("string-upcase", "string-downcase", "string-trim")} {V(Kind.Text, d)})",
        3 => $"(substring {V(Kind.Text, d)} {Index(d)} {Index(d)})",
        4 => $"(clip (string-join (map str {V(Kind.List, d)}) {Pick("\"-\"", "\"\"")}))",
        5 => $"(clip (string-replace {V(Kind.Text, d)} {Pick("\"a\"", "\"l\"", "\"\"")} {V(Kind.Text, d)}))",
        6 => $"(char-at {V(Kind.Text, d)} {Index(d)})",
        7 => $"(clip (json-stringify {V((Kind)Next(5), d)}))",
        8 => $"(str (type-of {V(Kind.Any, d)}))",
        9 => $"(string-builder-build (string-builder-add! (string-builder{Atoms(d)}) {Atom(d)}))",
        _ => $"(int->string {Int(d)})",
    };

    private string ListOf(int d) => Next(19) switch
    {
        0 => $"[{Atoms(d)}]",
        1 => $"(take 9 (cons {Atom(d)} {V(Kind.List, d)}))",
        2 => $"(take 9 (append {V(Kind.List, d)} {V(Kind.List, d)}))",
        3 => $"(map {V(Kind.Function, d)} {V(Kind.List, d)})",
        4 => $"(filter {Pick("int?", "int?", "(lambda (q) (> q 1))", "identity")} {V(Kind.List, d)})",
        5 => $"(sort {Pick("", "> ", "(lambda (a b) (< (mod a 3) (mod b 3))) ")}{V(Kind.List, d)})",
        6 => $"(sort-by {Pick("abs", "str", "(lambda (q) (mod q 3))")} {V(Kind.List, d)})",
        7 => $"({Pick("reverse", "tail", "rest", "unique", "flatten")} {V(Kind.List, d)})",
        8 => $"({Pick("take", "drop")} {Index(d)} {V(Kind.List, d)})",
        9 => $"(range {Next(3)} {Next(9)} {1 + Next(3)})",
        10 => $"(map-indexed (lambda (i q) {Pick("(+ i q)", "(* i 2)", "q")}) {V(Kind.List, d)})",
        11 => $"(vector->list {V(Kind.Vector, d)})",
        12 => Pick($"(dict-keys {V(Kind.Dict, d)})", $"(dict-values {V(Kind.Dict, d)})", $"(table-keys {V(Kind.Table, d)})", $"(set->list {V(Kind.Set, d)})"),
        13 => $"(buffer->list {V(Kind.Buffer, d)})",
        14 => $"(take 9 (string-split {V(Kind.Text, d)} {Pick("\"\"", "\" \"", "\"a\"")}))",
        15 => $"(tuple-fields {V(Kind.Tuple, d)})",
        16 => $"(map + {V(Kind.List, d)} {V(Kind.List, d)})",
        17 => $"(random:shuffle {V(Kind.List, d)})",
        _ => $"(head (partition even? {V(Kind.List, d)}))",
    };

    private string Typed(string type, int d, Func<int, string> element, Kind kind) => Next(6) switch
    {
        0 => $"({type} {element(d)} {element(d)})",
        1 => $"(make-{type} {Next(5)} {element(d)})",
        2 => Changed("v", V(kind, d), name => $"({type}-set! {name} {Index(d)} {element(d)})"),
        3 => $"({type}-copy {V(kind, d)}{Pick("", " 1", " 0 2")})",
        4 => Changed("v", $"({type}-copy {V(kind, d)})", name => Pick($"({type}-fill! {name} {element(d)})", $"({type}-sort! {name})", $"({type}-blit! {name} 0 {V(kind, d)} 0 1)")),
        _ => $"(list->{type} {V(Kind.List, d)})",
    };

    private string DictOf(int d) => Next(5) switch
    {
        0 => $"{{{Key(d)} {Atom(d)} {Key(d)} {Atom(d)}}}",
        1 => $"(dict-remove {V(Kind.Dict, d)} {Key(d)})",
        2 => $"(dict-merge {Leaf(Kind.Dict)} {V(Kind.Dict, d)})",
        _ => $"(dict-set {V(Kind.Dict, d)} {Key(d)} {Atom(d)})",
    };

    private string SetOf(int d) => Next(4) switch
    {
        0 => $"(set {Key(d)} {Atom(d)})",
        1 => $"({Pick("set-union", "set-intersection", "set-difference")} {V(Kind.Set, d)} {V(Kind.Set, d)})",
        _ => $"({Pick("set-add", "set-remove")} {V(Kind.Set, d)} {Key(d)})",
    };

    private string TableOf(int d) => Changed("t", V(Kind.Table, d), name => Next(4) switch
    {
        0 => $"(table-remove! {name} {Key(d)})",
        1 => $"(table-update! {name} {Key(d)} {Pick("inc", "(lambda (q) (str (type-of q)))", "(lambda (q) (+% q 3))")} {Int(d)})",
        _ => $"(table-set! {name} {Key(d)} {Atom(d)})",
    });

    private string BufferOf(int d) => Changed("b", V(Kind.Buffer, d), name => Next(4) switch
    {
        0 => $"(buffer-pop! {name})",
        1 => $"(buffer-set! {name} {Index(d)} {Atom(d)})",
        _ => $"(buffer-push! {name} {Atom(d)})",
    });

    private string FunctionOf(int d)
    {
        string name = Fresh();
        return Next(5) switch
        {
            0 => $"(compose {V(Kind.Function, d)} {V(Kind.Function, d)})",
            1 => $"(partial {Pick("+", "*", "-%", "max")} {Int(d)})",
            2 => $"(let (({name} {Int(d)})) (lambda (q) (set! {name} (+% {name} q)) {name}))",
            3 => $"(lambda ((q : Int)) : Int {With("q", Kind.Int, () => Int(d))})",
            _ => $"(lambda (q) {With("q", Kind.Int, () => Int(d))})",
        };
    }
}
