using System.Collections.Immutable;
using ClaudeLang.Vm.Bytecode;

namespace ClaudeLang.Vm.Syntax;

/// <summary>Definitions, bodies, functions and `let`.</summary>
public sealed partial class Expander
{
    private static NameDatum? DefinedName(GroupDatum define) => define.Items.Length < 2 ? null : define.Items[1] switch
    {
        NameDatum name => name,
        GroupDatum { Open: '(', Items: [NameDatum name, ..] } => name,
        _ => null,
    };

    private static bool IsLambda(Datum datum) => datum is GroupDatum { Head: "lambda" or "fn" };

    /// <summary>A form at the top level or directly in a body: definitions may stand here.</summary>
    private Node Statement(Datum datum, Tail? tail)
    {
        // Directly in a body, where no form around it says more, a name is its own place.
        if (datum is NameDatum name) return Reference(name, name.Position);
        if (datum is not GroupDatum { Head: "define" or "defrecord" or "begin" or "do" or "module" or "import" } form) return Expression(datum, tail);
        if (!StackGuard.HasRoom) return StackGuard.OnNewStack(() => Statement(datum, tail));
        SourcePosition around = _at;
        _at = form.Position;
        _depth++;
        Node node = form.Head switch
        {
            "define" => Define(form),
            "defrecord" => DefineRecord(form),
            "module" => Module(form),
            "import" => Import(form),
            _ => Sequence(form.Items, 1, tail, Statement),
        };
        _depth--;
        _at = around;
        return node;
    }

    private Node Define(GroupDatum form)
    {
        if (DefinedName(form) is not { } name) return BadForm(form, "(define name expr) or (define (name parameter…) body…)");
        if (!IsBindable(name)) return Nil();
        Node value;
        if (form.Items[1] is GroupDatum header) value = Function(form, header.Items, 1, form.Items, 2, name.Name);
        else if (form.Items.Length == 3) value = Named(form.Items[2], name.Name);
        else return BadForm(form, "(define name expr)");
        var function = value as LambdaNode;
        if (_scope.IsTopLevel)
        {
            Global global = FileGlobal(name.Name);
            global.Function = function;
            global.Alias = (value as GlobalNode)?.Global;
            return new DefineNode(_at, null, global, value);
        }
        Variable variable = _scope.FindInnermost(name.Name)!;
        variable.Function = function;
        return new DefineNode(_at, variable, null, value);
    }

    /// <summary>An expression whose value gets a name, which a function then has too.</summary>
    private Node Named(Datum datum, string name) => IsLambda(datum) ? Lambda((GroupDatum)datum, name) : Expression(datum, null);

    private Node Lambda(GroupDatum form, Tail? tail) => Lambda(form, "lambda");

    private Node Lambda(GroupDatum form, string name)
    {
        SourcePosition around = _at;
        _at = form.Position;
        Node node = form.Items.Length >= 2 && form.Items[1] is GroupDatum parameters
            ? Function(form, parameters.Items, 0, form.Items, 2, name)
            : BadForm(form, "a parameter list");
        _at = around;
        return node;
    }

    private Node Function(GroupDatum form, ImmutableArray<Datum> parameters, int firstParameter, ImmutableArray<Datum> body, int firstOfBody, string name, bool resumes = false)
    {
        if (_functionDepth == FunctionNestingMax) return Error(Messages.NestedTooDeeply, form.Position, "functions", FunctionNestingMax);
        if (!StackGuard.HasRoom) return StackGuard.OnNewStack(() => Function(form, parameters, firstParameter, body, firstOfBody, name, resumes));
        var function = new LambdaNode(_at, name);
        _functionDepth++;
        (int skipped, function.ResultType) = ResultAnnotation(body.AsSpan()[Math.Min(firstOfBody, body.Length)..]);
        firstOfBody += skipped;
        ImmutableArray<TypeAnnotation?> types = ParameterAnnotations(parameters, firstParameter);
        _scope.Enter();
        DeclareParameters(function, parameters, firstParameter);
        if (types.Any(type => type is not null)) function.ParameterTypes = types;
        if (body.Length <= firstOfBody) Error(Messages.BodyExpected, form.Position);
        string around = _functionName;
        _functionName = name;
        Variable? k = resumes && !function.Parameters.IsEmpty ? function.Parameters[^1] : null;
        function.Body = Body(body, firstOfBody, new Tail(null, null, k));
        if (k is not null) function.Body = AbandonAfter(function.Body, k);
        _functionName = around;
        _scope.Leave();
        _functionDepth--;
        return function;
    }

    private void DeclareParameters(LambdaNode function, ImmutableArray<Datum> items, int from)
    {
        var parameters = ImmutableArray.CreateBuilder<Variable>();
        for (int i = from; i < items.Length; i++)
        {
            Datum item = items[i];
            if (item is NameDatum { Name: "." } dot)
            {
                if (i != items.Length - 2 || items[i + 1] is not NameDatum)
                {
                    Error(Messages.RestName, dot.Position);
                    break;
                }
                function.HasRest = true;
                item = items[++i];
            }
            if (item is GroupDatum { Items: [NameDatum annotated, NameDatum { Name: ":" }, NameDatum] }) item = annotated;
            if (item is not NameDatum name) Error(Messages.ParameterExpected, item.Position);
            else if (IsBindable(name))
            {
                if (_scope.FindInnermost(name.Name) is not null) Error(Messages.DuplicateParameter, name.Position, name.Name);
                parameters.Add(_scope.Declare(name.Name));
            }
        }
        if (parameters.Count > ArgumentsMax) Error(Messages.TooManyParameters, items[ArgumentsMax].Position, parameters.Count, ArgumentsMax);
        function.Parameters = parameters.ToImmutable();
    }

    /// <summary>The forms of a body, in the innermost scope; what they define is declared first, so that all of them see it.</summary>
    private Node Body(ImmutableArray<Datum> items, int from, Tail? tail)
    {
        var declared = ImmutableArray.CreateBuilder<Variable>();
        var left = new Stack<Datum>();
        for (int i = items.Length - 1; i >= from; i--) left.Push(items[i]);
        while (left.TryPop(out Datum? datum))
        {
            if (datum is not GroupDatum form) continue;
            if (form.Head is "begin" or "do")
                for (int i = form.Items.Length - 1; i >= 1; i--) left.Push(form.Items[i]);
            else foreach (Definition definition in DefinitionsOf(form)) DeclareInBody(definition, declared);
        }
        Node body = Sequence(items, from, tail, Statement);
        return declared.Count == 0 ? body : new ScopeNode(_at, declared.ToImmutable(), body);
    }

    private Node Let(GroupDatum form, Tail? tail)
    {
        if (form.Items.Length >= 2 && form.Items[1] is NameDatum name) return NamedLet(form, name, tail);
        if (form.Items.Length < 3) return BadForm(form, "(let ((name expr) …) body…)");
        _scope.Enter();
        ImmutableArray<Binding> bindings = Bindings(form, form.Items[1]);
        Node body = Body(form.Items, 2, tail);
        _scope.Leave();
        return bindings.IsEmpty ? body : new LetNode(_at, bindings, body);
    }

    // In order; each value sees the names before it, a value that is itself a function sees all of them.
    private ImmutableArray<Binding> Bindings(GroupDatum form, Datum datum)
    {
        const string Expected = "bindings ((name expr) …)";
        if (datum is not GroupDatum group)
        {
            Error(Messages.BadForm, datum.Position, form.Head!, Expected);
            return [];
        }
        var bindings = new List<Binding>();
        var functions = new List<(int At, Datum Value)>();
        foreach (Datum item in group.Items)
        {
            if (item is not GroupDatum { Items: [NameDatum name, var value] }) Error(Messages.BadForm, item.Position, form.Head!, Expected);
            else if (IsBindable(name))
            {
                bool isFunction = IsLambda(value);
                if (isFunction) functions.Add((bindings.Count, value));
                Node node = isFunction ? Nil() : Named(value, name.Name);
                bindings.Add(new Binding(_scope.Declare(name.Name), node));
            }
        }
        foreach ((int at, Datum value) in functions)
        {
            Variable variable = bindings[at].Variable;
            bindings[at] = new Binding(variable, Named(value, variable.Name));
            variable.Function = bindings[at].Value as LambdaNode;
        }
        return [.. bindings];
    }

    private Node NamedLet(GroupDatum form, NameDatum name, Tail? tail)
    {
        if (form.Items.Length < 4) return BadForm(form, "(let name ((name expr) …) body…)");
        if (!IsBindable(name)) return Nil();
        if (_functionDepth == FunctionNestingMax) return Error(Messages.NestedTooDeeply, form.Position, "functions", FunctionNestingMax);
        _functionDepth++;
        _scope.Enter();
        ImmutableArray<Binding> inits = Bindings(form, form.Items[2]);
        _scope.Enter();
        Variable self = _scope.Declare(name.Name);
        _scope.Enter();
        var function = new LambdaNode(_at, name.Name);
        self.Function = function;
        DeclareLoopVariables(function, inits, (form.Items[2] as GroupDatum)?.Items ?? []);
        var round = new Round(function.Parameters.Length);
        _rounds.Add(self, round);
        string around = _functionName;
        _functionName = name.Name;
        function.Body = Body(form.Items, 3, new Tail(tail, round));
        _functionName = around;
        for (int i = 0; i < 3; i++) _scope.Leave();
        _functionDepth--;
        round.IsLoop = !self.IsAssigned && self.UseCount == round.TailCallCount && round.Between.All(inner => inner.IsLoop);
        return new NamedLetNode(_at, self, inits, function, round.IsLoop);
    }

    private void DeclareLoopVariables(LambdaNode function, ImmutableArray<Binding> inits, ImmutableArray<Datum> items)
    {
        var parameters = ImmutableArray.CreateBuilder<Variable>();
        foreach (Binding init in inits)
        {
            if (_scope.FindInnermost(init.Variable.Name) is not null)
            {
                Datum? again = items.LastOrDefault(item => item is GroupDatum { Items: [NameDatum name, ..] } && name.Name == init.Variable.Name);
                Error(Messages.DuplicateParameter, again?.Position ?? _at, init.Variable.Name);
            }
            parameters.Add(_scope.Declare(init.Variable.Name));
        }
        if (parameters.Count > ArgumentsMax) Error(Messages.TooManyParameters, _at, parameters.Count, ArgumentsMax);
        function.Parameters = parameters.ToImmutable();
    }
}
