namespace ClaudeLang.FileTests.Fuzz;

/// <summary>Forms that can hold a value of any kind: bindings, loops, patterns, errors, effects, fibers.</summary>
internal sealed partial class LanguageProgram
{
    private string Structure(Kind kind, int d)
    {
        string name = Fresh();
        switch (Next(17))
        {
            case 0 or 1: return $"(if {V(Kind.Bool, d)} {V(kind, d)} {V(kind, d)})";
            case 2: return $"(cond ({V(Kind.Bool, d)} {V(kind, d)}) ({V(Kind.Bool, d)} {V(kind, d)}) (else {V(kind, d)}))";
            case 3: return Binding(kind, d, name);
            case 4: return Assignment(kind, d);
            case 5: return $"((lambda ({name} . more) {With(name, kind, () => V(kind, d))}) {V(kind, d)}{Atoms(d - 1)})";
            case 6 or 7: return _loops < LoopNestingMax ? Loop(kind, d, name) : Leaf(kind);
            case 8 or 9: return Match(kind, d);
            case 10 or 11: return Try(kind, d);
            case 12: return Handle(kind, d);
            case 13: return Handler(kind, d);
            case 14: return _loops == 0 ? Fibers(kind, d) : Leaf(kind);
            case 15: return _handled.Count > 0 || Next(8) == 0 ? $"(begin (my:{(_handled.Count > 0 ? _handled[Next(_handled.Count)] : "none")} {Atom(d)}) {V(kind, d)})" : Leaf(kind);
            default: return _loops == 0 && _callsLeft > 0 ? Call(kind, d) : Leaf(kind);
        }
    }

    private string Binding(Kind kind, int d, string name)
    {
        var other = (Kind)Next(KindCount);
        return Next(3) switch
        {
            0 => $"(let (({name} {V(other, d)})) {With(name, other, () => V(kind, d))})",
            1 => $"(let (({name} {V(kind, d)})) {With(name, kind, () => $"(when {V(Kind.Bool, d)} (set! {name} {Assigned(kind, d)})) {V(kind, d)}")})",
            _ => $"(let (({name} {V(kind, d)}) (change (lambda () {With(name, kind, () => $"(set! {name} {Assigned(kind, d)})")}))) (change) {With(name, kind, () => V(kind, d))})",
        };
    }

    private string Assignment(Kind kind, int d)
    {
        Variable[] known = [.. _scope.Where(variable => variable.Assignable)];
        if (known.Length == 0) return V(kind, d);
        Variable target = known[Next(known.Length)];
        return $"(begin (set! {target.Name} {Assigned(target.Kind, d)}) {V(kind, d)})";
    }

    private string Loop(Kind kind, int d, string name)
    {
        _loops++;
        string start = V(kind, d), counter = Fresh("i"), rounds = Pick("2", "4", "9");
        string step = With(name, kind, () => With(counter, Kind.Int, () => Assigned(kind, d), assignable: false));
        _loops--;
        // Now and then more stands where the loop ends, another loop for one.
        string End() => Next(3) == 0 ? With(name, kind, () => With(counter, Kind.Int, () => V(kind, d), assignable: false)) : name;
        return Next(3) switch
        {
            0 => $"(let loop (({counter} 0) ({name} {start})) (if (>= {counter} {rounds}) {End()} (loop (+ {counter} 1) {step})))",
            1 => $"(let (({name} {start}) ({counter} 0)) (while (< {counter} {rounds}) (set! {name} {step}) (set! {counter} (+ {counter} 1))) {name})",
            _ => $"(let (({name} {start})) (dotimes ({counter} {rounds}) (set! {name} {step})) {name})",
        };
    }

    private string Call(Kind kind, int d)
    {
        Function[] known = [.. _functions.Where(function => function.Result == kind || function.Result == Kind.Any)];
        if (known.Length == 0) return Leaf(kind);
        _callsLeft--;
        Function callee = known[Next(known.Length)];
        int missing = Next(40) == 0 ? 1 : 0;
        return $"({callee.Name}{string.Concat(callee.Parameters.Skip(missing).Select(parameter => " " + Value(parameter, d - 1)))})";
    }

    // ---- patterns -----------------------------------------------------------------------------------------------------
    private string Match(Kind kind, int d)
    {
        var subject = (Kind)Next(KindCount);
        string clauses = string.Concat(Enumerable.Range(0, 2 + Next(3)).Select(_ => " " + Clause(kind, subject, d)));
        return $"(match {V(subject, d)}{clauses}{(Next(8) == 0 ? "" : $" (_ {V(kind, d)})")})";
    }

    private string Clause(Kind kind, Kind subject, int d)
    {
        var bound = new List<string>();
        string pattern = Pattern(Next(4) == 0 ? (Kind)Next(KindCount) : subject, 2, bound);
        foreach (string name in bound) _scope.Add(new(name, Kind.Any, true));
        string guard = Next(3) == 0 ? $":when {(bound.Count > 0 && Next(2) == 0 ? $"(= {bound[0]} {Atom(1)})" : V(Kind.Bool, d - 1))} " : "";
        string text = $"({pattern} {guard}{V(kind, d - 1)})";
        _scope.RemoveRange(_scope.Count - bound.Count, bound.Count);
        return text;
    }

    private string Pattern(Kind kind, int d, List<string> bound)
    {
        if (d == 0 || Next(6) == 0) return Next(3) == 0 ? "_" : Next(2) == 0 ? Bind(bound) : Literal();
        string Inner() => Pattern((Kind)Next(4), d - 1, bound);
        return kind switch
        {
            Kind.List => Next(5) switch { 0 => "[]", 1 => $"[{Inner()} {Inner()}]", 2 => $"[{Inner()} ...{Bind(bound)}]", 3 => $"[{Inner()} {Inner()} {Inner()}]", _ => $"(cons {Inner()} {Bind(bound)})" },
            Kind.Dict => Next(3) switch { 0 => "{}", 1 => $"{{:a {Inner()}}}", _ => $"{{1 {Inner()} \"k\" {Inner()}}}" },
            Kind.Tuple => Next(3) switch { 0 => $"(Some {Inner()})", 1 => "(None)", _ => $"(Pair {Inner()} {Inner()})" },
            Kind.Point => Next(4) == 0 ? $"(Box {Inner()})" : $"(Point {Inner()} {Inner()})",
            _ => Next(3) == 0 ? $"(or {Literal()} {Literal()})" : Literal(),
        };
    }

    private string Literal() => Pick("0", "1", "2.0", "-0.0", "\"a\"", "\"hello\"", ":a", "#t", "#f", "nil", "'sym", "7", "'(1 2)");

    private string Bind(List<string> bound)
    {
        string name = Fresh("m");
        bound.Add(name);
        return name;
    }

    // ---- errors and effects -------------------------------------------------------------------------------------------
    private string Try(Kind kind, int d)
    {
        string name = Fresh("e");
        string body = Next(3) switch
        {
            0 => $"(when {V(Kind.Bool, d)} (throw {V(Kind.Any, d)})) {V(kind, d)}",
            1 => $"(when {V(Kind.Bool, d)} (error:raise {Pick(":range", ":custom", ":type")} \"raised\" {Atom(d)})) {V(kind, d)}",
            _ => V(kind, d),
        };
        string handled = With(name, Kind.Any, () => Pick($"(tell \"try\" {name}) ", $"(when (Error? {name}) (throw {name})) ", "") + V(kind, d));
        string last = $" (finally (set! counter (+% counter 1)){(Next(4) == 0 ? " " + V(Kind.Any, d) : "")})";
        return Next(4) switch
        {
            0 => $"(try {body}{last})",
            1 => $"(try {body} (catch {name} {handled}){last})",
            _ => $"(try {body} (catch {name} {handled}))",
        };
    }

    private string Handle(Kind kind, int d)
    {
        string effect = Pick("ask", "tell", "stop"), a = Fresh("a"), k = Fresh("k");
        _handled.Add(effect);
        string body = $"{V(kind, d)} {(Next(2) == 0 ? $"(my:{effect} {Atom(d)}) " : "")}{V(kind, d)}";
        _handled.RemoveAt(_handled.Count - 1);
        string clause = With(a, Kind.Any, () => Next(8) switch
        {
            0 => V(kind, d),
            1 => $"(let ((x {V(kind, d)})) ({k} {a}) x)",
            2 => $"(let ((f (lambda () ({k} {a})))) (f))",
            3 => $"(begin (abandon {k}) {V(kind, d)})",
            4 => $"(begin ({k} 1) ({k} 2))",
            5 => $"(try ({k} {Atom(d)}) (catch e (tell \"resumed\" e) {V(kind, d)}))",
            _ => $"({k} {Atom(d)})",
        });
        string result = Fresh("v"), after = Next(3) == 0 ? $" (return ({result}) {With(result, kind, () => V(kind, d))})" : "";
        return $"(handle (begin {body}) (my:{effect} ({a} {k}) {clause}){after})";
    }

    private string Handler(Kind kind, int d)
    {
        string effect = Pick("ask", "tell", "stop");
        string clauses = Next(4) switch
        {
            0 => $"(my (lambda (op . args) (io:print op args) {Atom(d)}))",
            1 => $"(my:{effect} (lambda (a) (throw a)))",
            2 => $"(random (lambda (op . args) {Int(d)})) (my:{effect} (lambda (a) a))",
            _ => $"(my:{effect} (lambda (a) {With("a", Kind.Any, () => Atom(d))}))",
        };
        _handled.Add(effect);
        string body = V(kind, d);
        _handled.RemoveAt(_handled.Count - 1);
        return $"(handler ({clauses}) {body})";
    }

    // ---- fibers -------------------------------------------------------------------------------------------------------
    private string Fibers(Kind kind, int d)
    {
        string c = Fresh("c"), t = Fresh("t"), size = Pick("(chan)", "(chan 1)", "(chan 3)"), item = Atom(d), other = V(kind, d);
        return Next(8) switch
        {
            0 => $"(let (({t} (go {V(kind, d)}))) (await {t}))",
            1 => $"(let (({c} {size}) ({t} (go (dotimes (n 3) (send! {c} (list n {item}))) (close! {c}) {other}))) (let drain ((got (recv! {c}))) (when got (io:print \"got\" got) (drain (recv! {c})))) (await {t}))",
            2 => $"(let (({c} {size}) ({t} (go (recv-or! {c} {item})))) (send! {c} {item}) (io:print (await {t})) {other})",
            3 => $"(let (({c} {size})) (go (send! {c} {item})) (go (send! {c} {Atom(d)})) (select ((recv! {c}) (lambda (v) (io:print v) {other})) (default (lambda () (io:print \"none\" (recv! {c})) {other}))))",
            4 => $"(let (({t} (go (recv! (chan)) {item}))) (cancel! {t}) (try (await {t}) (catch e (tell \"cancelled\" e))) {other})",
            5 => $"(let (({c} {size})) (io:print (try-send! {c} {item}) (try-recv! {c})) {Pick("", $"(close! {c}) ")}(try (send! {c} {item}) (catch e (tell \"send\" e))) {other})",
            6 => $"(let (({c} {size}) (d (chan))) (go (send! d {item})) (go (io:print (recv! {c}))) (select ((recv! d) (lambda (v) (io:print \"d\" v))) ((send! {c} 1) (lambda () (io:print \"sent\")))) {other})",
            _ => $"(let (({t} (go (throw {item})))) (try (await {t}) (catch e (tell \"task\" e) {other})))",
        };
    }
}
