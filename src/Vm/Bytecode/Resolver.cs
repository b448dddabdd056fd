using ClaudeLang.Vm.Syntax;

namespace ClaudeLang.Vm.Bytecode;

/// <summary>
/// Walks a program in the order of evaluation and finds what the compiler must know of each variable: which function's frame it lives in,
/// which closures take it along, whether it may be met before it has a value; and of each use of a global, whether it is certainly defined.
/// Definitions stand only directly in bodies, so the order of the text is the order of evaluation for them.
/// </summary>
public sealed class Resolver
{
    private LambdaNode _function;

    private Resolver(LambdaNode program) => _function = program;

    public static void Resolve(LambdaNode program) => new Resolver(program).Visit(program.Body);

    private bool VisitDeep(Node node)
    {
        VisitHere(node);
        return true;
    }

    private void Visit(Node node)
    {
        if (node is LiteralNode or LibraryNode or EffectValueNode or RecordTypeNode) return;
        if (StackGuard.HasRoom) VisitHere(node);
        else StackGuard.OnNewStack(() => VisitDeep(node));
    }

    private void VisitAll(IEnumerable<Node> nodes)
    {
        foreach (Node node in nodes) Visit(node);
    }

    private void VisitHere(Node node)
    {
        switch (node)
        {
            case LocalNode local:
                Use(local.Variable);
                break;
            case GlobalNode global:
                global.IsCertain = global.Global.IsDefined || (global.Global.IsFunction && _function.IsInside(global.Global.Function));
                break;
            case AssignNode assign:
                Visit(assign.Value);
                if (assign.Variable is not null) Use(assign.Variable);
                break;
            case DefineNode define:
                Visit(define.Value);
                define.IsFirst = define.Variable is { IsInitialized: false };
                if (define.Variable is not null) define.Variable.IsInitialized = true;
                else define.Global!.IsDefined = true;
                break;
            case RecordFunctionNode function:
                Visit(function.Type);
                break;
            case ImportNode import:
                foreach (ImportedName name in import.Names) name.Own.IsDefined = true;
                if (import.Alias is not null) import.Alias.IsDefined = true;
                break;
            case ModuleNode module:
                Visit(module.Body);
                module.Name.IsDefined = true;
                break;
            case MemberNode member:
                Visit(member.Module);
                break;
            case MatchNode match:
                VisitMatch(match);
                break;
            case IfNode choice:
                Visit(choice.Condition);
                Visit(choice.Then);
                Visit(choice.Otherwise);
                break;
            case LogicNode logic:
                VisitAll(logic.Items);
                break;
            case SequenceNode sequence:
                VisitAll(sequence.Items);
                break;
            case ScopeNode scope:
                foreach (Variable variable in scope.Variables) variable.Owner = _function;
                Visit(scope.Body);
                break;
            case LetNode let:
                VisitBindings(let.Bindings);
                Visit(let.Body);
                break;
            case LambdaNode lambda:
                VisitFunction(lambda);
                break;
            case NamedLetNode named:
                VisitNamedLet(named);
                break;
            case WhileNode loop:
                Visit(loop.Condition);
                Visit(loop.Body);
                break;
            case DoTimesNode times:
                Visit(times.Count);
                Own(times.Variable);
                Visit(times.Body);
                break;
            case ListNode list:
                VisitAll(list.Items);
                break;
            case DictNode dict:
                VisitAll(dict.Items);
                break;
            case CallNode call:
                if (call.Function is not LocalNode { Variable.IsLoop: true }) Visit(call.Function);
                VisitAll(call.Arguments);
                break;
            case EffectNode effect:
                VisitAll(effect.Arguments);
                break;
            case ThrowNode thrown:
                Visit(thrown.Value);
                break;
            case TryNode attempt:
                VisitTry(attempt);
                break;
            case HandlerNode handler:
                VisitAll(handler.Functions);
                Visit(handler.Body);
                break;
            case HandleNode handle:
                VisitFunction(handle.Body);
                if (handle.Return is not null) VisitFunction(handle.Return);
                foreach (LambdaNode clause in handle.Clauses) VisitFunction(clause);
                break;
            case GoNode go:
                VisitFunction(go.Body);
                break;
            case SelectNode select:
                foreach (SelectClause clause in select.Clauses) VisitClause(clause);
                if (select.Default is not null) Visit(select.Default);
                break;
        }
    }

    private void VisitTry(TryNode node)
    {
        Visit(node.Body);
        if (node.Variable is not null) Own(node.Variable);
        if (node.Catch is not null) Visit(node.Catch);
        if (node.Finally is not null) Visit(node.Finally);
    }

    private void VisitClause(SelectClause clause)
    {
        Visit(clause.Channel);
        if (clause.Value is not null) Visit(clause.Value);
        Visit(clause.Function);
    }

    private void Own(Variable variable) => (variable.Owner, variable.IsInitialized) = (_function, true);

    private void VisitBindings(IEnumerable<Binding> bindings)
    {
        foreach (Binding binding in bindings) binding.Variable.Owner = _function;
        foreach (Binding binding in bindings)
        {
            Visit(binding.Value);
            binding.Variable.IsInitialized = true;
        }
    }

    private void VisitMatch(MatchNode match)
    {
        Visit(match.Subject);
        foreach (MatchClause clause in match.Clauses) VisitTypes(clause.Pattern);
        foreach (MatchClause clause in match.Clauses)
        {
            foreach (Variable variable in clause.Variables) Own(variable);
            if (clause.Guard is not null) Visit(clause.Guard);
            Visit(clause.Body);
        }
    }

    /// <summary>The record types that a pattern names.</summary>
    private void VisitTypes(Pattern pattern)
    {
        foreach (Pattern.Record record in pattern.All.OfType<Pattern.Record>()) Visit(record.Type);
    }

    private void VisitFunction(LambdaNode function)
    {
        function.Outer = _function;
        _function = function;
        foreach (Variable parameter in function.Parameters) Own(parameter);
        foreach (TypeAnnotation? type in function.ParameterTypes.Append(function.ResultType))
            if (type?.Record is { } record) Visit(record);
        Visit(function.Body);
        _function = function.Outer;
    }

    private void VisitNamedLet(NamedLetNode named)
    {
        VisitBindings(named.Inits);
        named.Name.Owner = _function;
        if (!named.IsLoop)
        {
            VisitFunction(named.Function);
            named.Name.IsInitialized = true;
            return;
        }
        named.Name.IsLoop = true;
        foreach (Variable parameter in named.Function.Parameters) Own(parameter);
        Visit(named.Function.Body);
    }

    private void Use(Variable variable)
    {
        if (variable.Owner == _function)
        {
            variable.IsEarly |= !variable.IsInitialized;
            return;
        }
        if (variable.Constantly is { } itself && _function.IsInside(itself))
        {
            if (itself == _function) return;
            if (itself.SelfLocal is null) itself.SelfLocal = new Variable(variable.Name) { Owner = itself, IsInitialized = true };
            variable = itself.SelfLocal;
        }
        variable.IsEarly |= !variable.IsInitialized;
        variable.IsCaptured = true;
        for (LambdaNode function = _function; function != variable.Owner; function = function.Outer!)
            if (!function.Captures.Contains(variable)) function.Captures.Add(variable);
    }
}
