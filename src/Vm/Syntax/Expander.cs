using System.Collections.Immutable;
using ClaudeLang.Vm.Bytecode;

namespace ClaudeLang.Vm.Syntax;

/// <summary>
/// Data to nodes: resolves names, checks the special forms, expresses most of them by others.
/// This part holds the program, names and calls; the forms are in Expander.Forms.cs and Expander.Binding.cs.
/// </summary>
public sealed partial class Expander
{
    /// <summary>Later stages walk functions and quoted data recursively without a guard, so their nesting is bounded.</summary>
    public const int FunctionNestingMax = 1000, QuotedNestingMax = 1000, FormNestingMax = 1_000_000;
    public const int ArgumentsMax = Interpreter.ExecContext.ArgsMax, EffectArgumentsMax = Instruction.U8Max;

    private delegate Node Form(GroupDatum form, Tail? tail);

    /// <summary>Where the value of a form goes if it is the value of the whole body around it; null elsewhere.</summary>
    /// <param name="Outer">The named let whose body it is may itself stand in tail position.</param>
    /// <param name="Resumes">The continuation of the `handle` clause whose body it is, if it cannot escape.</param>
    private sealed record Tail(Tail? Outer, Round? Loop, Variable? Resumes = null);

    /// <summary>A named let while its body is expanded, and what would let it run as a loop.</summary>
    private sealed class Round(int parameterCount)
    {
        public int ParameterCount { get; } = parameterCount;
        public int TailCallCount { get; set; }
        /// <summary>Named lets whose bodies call this one: they must be loops too.</summary>
        public HashSet<Round> Between { get; } = [];
        public bool IsLoop { get; set; }
    }

    /// <summary>The names at the head of the special forms.</summary>
    public static readonly IReadOnlySet<string> Reserved = new HashSet<string>
    {
        "define", "defrecord", "match", "lambda", "fn", "let", "letrec", "set!", "if", "cond", "when", "unless", "and", "or", "begin", "do", "while", "dotimes", "quote", "effect",
        "module", "import", "try", "throw", "handler", "handle", "go", "async", "select",
    };

    private readonly ILibraryNames _library;
    private readonly DiagnosticBag _diagnostics;
    private readonly Dictionary<string, Form> _forms;
    private readonly ScopeTable _scope = new();
    private readonly HashSet<string> _warned = [];
    private readonly Dictionary<Variable, Round> _rounds = [];
    private SourcePosition _at;
    private int _depth, _functionDepth;

    private Expander(ILibraryNames library, DiagnosticBag diagnostics, string globalPrefix, Func<string, Exports?> exportsOf)
    {
        (_library, _diagnostics, _exportsOf) = (library, diagnostics, exportsOf);
        _names = new NameSpace(null, globalPrefix);
        _forms = new Dictionary<string, Form>
        {
            ["quote"] = Quote,
            ["if"] = If,
            ["when"] = When,
            ["unless"] = When,
            ["cond"] = Cond,
            ["and"] = Logic,
            ["or"] = Logic,
            ["begin"] = Begin,
            ["do"] = Begin,
            ["lambda"] = Lambda,
            ["fn"] = Lambda,
            ["set!"] = Set,
            ["let"] = Let,
            ["letrec"] = Let,
            ["while"] = While,
            ["dotimes"] = DoTimes,
            ["effect"] = Effect,
            ["match"] = Match,
            ["throw"] = Throw,
            ["try"] = Try,
            ["handler"] = Handler,
            ["handle"] = Handle,
            ["go"] = Go,
            ["async"] = Go,
            ["select"] = Select,
        };
    }

    /// <summary>The whole file. Meaningless if the bag has errors afterwards.</summary>
    /// <param name="globalPrefix">Put before the names that the file defines.</param>
    /// <param name="exportsOf">What the file at an import's path exports; null if there is none that can be read.</param>
    public static ExpandedFile Expand(ImmutableArray<Datum> forms, ILibraryNames library, DiagnosticBag diagnostics, string globalPrefix, Func<string, Exports?> exportsOf)
    {
        var expander = new Expander(library, diagnostics, globalPrefix, exportsOf);
        expander.CollectDefinitions(forms);
        expander.CheckImports(expander._names);
        var start = new SourcePosition(1, 1);
        expander._at = start;
        Node body = expander.Sequence(forms, 0, new Tail(null, null), expander.Statement);
        return expander.Finish(new LambdaNode(start, "top level") { Body = body });
    }

    // A top-level definition counts in the whole file, so all are known before the first form is expanded.
    private void CollectDefinitions(ImmutableArray<Datum> forms)
    {
        var left = new Stack<Datum>();
        foreach (Datum form in forms) left.Push(form);
        while (left.TryPop(out Datum? datum))
        {
            if (datum is not GroupDatum form) continue;
            if (form.Head is "begin" or "do")
                foreach (Datum item in form.Items.AsSpan()[1..]) left.Push(item);
            else if (form.Head is "import") CollectImport(form);
            else if (form.Head is "module") CollectModule(form);
            else foreach (Definition definition in DefinitionsOf(form))
            {
                Global global = FileGlobal(definition.Name);
                global.DefineCount++;
                global.Role = definition.Role;
                global.RecordFields ??= definition.RecordFields; // the last one is met first
            }
        }
    }

    /// <summary>A name that the file or module defines where the expander is.</summary>
    private Global FileGlobal(string name) => _names.Here(name);

    /// <summary>A name that nobody defines.</summary>
    private Global UndefinedGlobal(string name) => _names.Chain().Last().Here(name);

    private LiteralNode Error(Message message, SourcePosition position, params object[] arguments)
    {
        _diagnostics.Report(message, position, arguments);
        return Nil();
    }

    private LiteralNode BadForm(GroupDatum form, string expected) => Error(Messages.BadForm, form.Position, form.Head!, expected);

    private LiteralNode Nil() => new(_at, new Constant.Nil());

    private Node Expression(Datum datum, Tail? tail)
    {
        switch (datum)
        {
            case AtomDatum atom: return new LiteralNode(_at, atom.Value);
            case NameDatum name: return Reference(name, _at);
        }
        if (!StackGuard.HasRoom) return StackGuard.OnNewStack(() => Group((GroupDatum)datum, tail));
        return Group((GroupDatum)datum, tail);
    }

    private Node Group(GroupDatum group, Tail? tail)
    {
        SourcePosition around = _at;
        _at = group.Position;
        Node node;
        if (_depth == FormNestingMax) node = Error(Messages.NestedTooDeeply, group.Position, "forms", FormNestingMax);
        else
        {
            _depth++;
            node = group.Open switch
            {
                '[' => new ListNode(_at, Expressions(group.Items, 0)),
                '{' => new DictNode(_at, Expressions(group.Items, 0)),
                _ => FormOrCall(group, tail),
            };
            _depth--;
        }
        _at = around;
        return node;
    }

    private ImmutableArray<Node> Expressions(ImmutableArray<Datum> items, int from)
    {
        var nodes = ImmutableArray.CreateBuilder<Node>(items.Length - from);
        for (int i = from; i < items.Length; i++) nodes.Add(Expression(items[i], null));
        return nodes.MoveToImmutable();
    }

    private Node Sequence(ImmutableArray<Datum> items, int from, Tail? tail, Func<Datum, Tail?, Node> expand)
    {
        var nodes = ImmutableArray.CreateBuilder<Node>();
        for (int i = from; i < items.Length; i++) nodes.Add(expand(items[i], i == items.Length - 1 ? tail : null));
        return nodes.Count switch { 0 => Nil(), 1 => nodes[0], _ => new SequenceNode(_at, nodes.ToImmutable()) };
    }

    private Node FormOrCall(GroupDatum form, Tail? tail)
    {
        if (form.Items.IsEmpty) return new LiteralNode(_at, new Constant.List([]));
        if (form.Head is { } head)
        {
            if (_forms.TryGetValue(head, out Form? expand)) return expand(form, tail);
            if (head is "define" or "defrecord") return Error(Messages.MisplacedDefinition, form.Position, head, ", directly in a body, or in a begin there");
            if (head is "module" or "import") return Error(Messages.MisplacedDefinition, form.Position, head, "");
            if (IsEffectName(head)) return Perform(head, form, 1);
        }
        Node function = Expression(form.Items[0], null);
        ImmutableArray<Node> arguments = Expressions(form.Items, 1);
        if (arguments.Length > ArgumentsMax) return Error(Messages.TooManyArguments, form.Position, arguments.Length, ArgumentsMax);
        if (function is LocalNode { Variable: var variable } && _rounds.TryGetValue(variable, out Round? round)) NoteRound(round, arguments.Length, tail);
        if (function is LibraryNode { Name: var name } && Folding.Fold(name, arguments) is { } folded) return new LiteralNode(_at, folded);
        bool resumes = tail?.Resumes is { } k && function is LocalNode { Variable: var called } && called == k;
        return new CallNode(_at, function, arguments) { Resumes = resumes };
    }

    // A call of a named let goes round if nothing is left to do after it on the way out to that let.
    private static void NoteRound(Round round, int argumentCount, Tail? tail)
    {
        if (argumentCount != round.ParameterCount) return;
        var between = new List<Round>();
        for (; tail is not null && tail.Loop != round; tail = tail.Outer)
        {
            if (tail.Loop is null) return;
            between.Add(tail.Loop);
        }
        if (tail is null) return;
        round.TailCallCount++;
        round.Between.UnionWith(between);
    }

    /// <summary>Whether a name means an effect: `ns:op`.</summary>
    private static bool IsEffectName(string name)
    {
        int colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && colon < name.Length - 1;
    }

    /// <param name="at">Where an error in it is shown.</param>
    private Node Reference(NameDatum datum, SourcePosition at)
    {
        string name = datum.Name;
        if (_scope.Find(name) is { } variable)
        {
            variable.UseCount++;
            return new LocalNode(at, variable);
        }
        if (Reserved.Contains(name)) return Error(Messages.ReservedValue, datum.Position, name);
        if (_names.Find(name) is { } global) return new GlobalNode(at, global);
        if (name is "inf" or "nan") return new LiteralNode(at, new Constant.Float(name == "inf" ? double.PositiveInfinity : double.NaN));
        if (_library.TryFind(name, out _)) return new LibraryNode(at, name);
        if (IsEffectName(name)) return new EffectValueNode(at, name);
        if (Member(name, datum, at) is { } member) return member;
        WarnUnbound(name, datum.Position);
        return new GlobalNode(at, UndefinedGlobal(name));
    }

    private void WarnUnbound(string name, SourcePosition position)
    {
        if (!_names.Chain().All(names => names.IsComplete) || !_warned.Add(name)) return;
        IEnumerable<string> known = [.. _scope.Names, .. _names.Chain().SelectMany(Defined), .. _library.Names, .. Reserved];
        _diagnostics.Report(Messages.UnboundName, position, name, Hint(name, known));
    }

    /// <summary>Reports a name that may not be bound.</summary>
    private bool IsBindable(NameDatum name)
    {
        Message? problem = Reserved.Contains(name.Name) ? Messages.ReservedBinding : name.Name.Contains(':') ? Messages.EffectBinding : null;
        if (problem is not null) _diagnostics.Report(problem, name.Position, name.Name);
        return problem is null;
    }
}
