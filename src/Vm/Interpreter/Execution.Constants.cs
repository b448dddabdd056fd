using System.Collections.Immutable;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Vm.Interpreter;

/// <summary>A chunk's constants as values of one program's Heap.</summary>
public sealed unsafe partial class Execution
{
    /// <summary>Nesting is bounded by the verifier, so recursion is safe here.</summary>
    private Value ValueOf(Constant constant) => constant switch
    {
        Constant.Nil => Value.Nil,
        Constant.Bool b => Value.FromBool(b.Value),
        Constant.Int n => Heap.FromLong(n.Value),
        Constant.Float f => Heap.FromDouble(f.Value),
        Constant.String s => Heap.AllocateString(s.Value),
        Constant.Symbol s => Names.Symbol(s.Name),
        Constant.Keyword k => Names.Keyword(k.Name),
        Constant.Unbound => Value.Unbound,
        Constant.Builtin b => BuiltinValue(b.Name),
        Constant.List list => ListOf(list.Items),
        Constant.Dict dict => DictOf(dict.Items),
        _ => throw new BugException($"unknown constant {constant.GetType().Name}"),
    };

    private static Value BuiltinValue(string name)
    {
        BuiltinRow row = BuiltinTable.TryFind(name) ?? throw new BugException($"no built-in function is called {name}");
        return Value.FromImmediate(ImmediateKind.Builtin, row.Number);
    }

    private Value ListOf(ImmutableArray<Constant> items)
    {
        using RootScope scope = Heap.Roots();
        Root list = scope.Add(Value.Empty);
        for (int i = items.Length - 1; i >= 0; i--)
        {
            Value item = ValueOf(items[i]);
            list.Value = Heap.AllocateCons(item, list.Value);
        }
        return list.Value;
    }

    private Value DictOf(ImmutableArray<Constant> items)
    {
        using RootScope scope = Heap.Roots();
        var roots = new Root[items.Length];
        for (int i = 0; i < roots.Length; i++) roots[i] = scope.Add(ValueOf(items[i]));
        ulong* arguments = &_context->Args;
        Check.That(roots.Length <= ExecContext.ArgsMax, "a quoted dict is larger than the verifier allows");
        for (int i = 0; i < roots.Length; i++) arguments[i] = roots[i].Value.Bits;
        _argsLive = roots.Length;
        Value dict = BuiltinTable.TryFind("dict")!.Call(_builtins, (Value*)arguments, roots.Length);
        _argsLive = 0;
        return dict;
    }
}
