using ClaudeLang.Vm.Interpreter;

namespace ClaudeLang.Vm.Runtime;

/// <summary>Functions as values, and the checks that the library written in ClaudeLang makes.</summary>
internal static unsafe class Functions
{
    public static Value Apply(BuiltinContext c, Value* args, int count)
    {
        CheckFunction("apply", 1, args[0]);
        Arg.IsList("apply", args, count - 1);
        throw new BugException("apply is carried out by the interpreter");
    }

    public static Value IsFunction(BuiltinContext c, Value* args, int count) => Value.FromBool(Arg.IsFunction(args[0]));

    /// <summary>Required parameters.</summary>
    public static Value Arity(BuiltinContext c, Value* args, int count)
    {
        CheckFunction("arity", 1, args[0]);
        if (Objects.Is(args[0], ObjectType.Continuation)) return Value.FromFixnum(1);
        if (Objects.Is(args[0], ObjectType.RecordFunction)) return Value.FromFixnum(Records.ArityOf(args[0]));
        return Value.FromFixnum(args[0].IsHeap ? Objects.Handle(args[0])->ParamCount : BuiltinTable.Row(args[0].Payload).ArgsMin);
    }

    private static void CheckFunction(string function, long argument, Value v)
    {
        if (!Arg.CanBeCalled(v)) throw Faults.Type(function, (int)argument, "Function", v);
    }

    /// <summary>`(%check-function function argument f)`.</summary>
    public static Value CheckFunction(BuiltinContext c, Value* args, int count)
    {
        if (!Arg.CanBeCalled(args[2])) CheckFunction(Heap.TextOf(args[0]), args[1].Fixnum, args[2]);
        return Value.Nil;
    }

    public static Value CheckList(BuiltinContext c, Value* args, int count) => Check(args, Objects.IsList(args[2]), "List");
    public static Value CheckTable(BuiltinContext c, Value* args, int count) => Check(args, ObjectType.Table);

    public static Value CheckVector(BuiltinContext c, Value* args, int count) => Check(args, ObjectType.Vector);
    public static Value CheckFloatVector(BuiltinContext c, Value* args, int count) => Check(args, ObjectType.FloatVector);
    public static Value CheckByteVector(BuiltinContext c, Value* args, int count) => Check(args, ObjectType.ByteVector);

    private static Value Check(Value* args, ObjectType type) => Objects.Is(args[2], type) ? Value.Nil : Check(args, false, type.ToString());

    private static Value Check(Value* args, bool holds, string expected) =>
        holds ? Value.Nil : throw Faults.Type(Heap.TextOf(args[0]), (int)args[1].Fixnum, expected, args[2]);

    /// <summary>`(%check-lists function first-argument lists)`.</summary>
    public static Value CheckLists(BuiltinContext c, Value* args, int count)
    {
        int argument = (int)args[1].Fixnum;
        for (Value rest = args[2]; !rest.IsEmpty; rest = Objects.Tail(rest), argument++)
        {
            if (!Objects.IsList(Objects.Head(rest))) throw Faults.Type(Heap.TextOf(args[0]), argument, "List", Objects.Head(rest));
        }
        return Value.Nil;
    }

    /// <summary>`(%check-functions function functions)`.</summary>
    public static Value CheckFunctions(BuiltinContext c, Value* args, int count)
    {
        int argument = 1;
        for (Value rest = args[1]; !rest.IsEmpty; rest = Objects.Tail(rest), argument++)
        {
            if (!Arg.CanBeCalled(Objects.Head(rest))) CheckFunction(Heap.TextOf(args[0]), argument, Objects.Head(rest));
        }
        return Value.Nil;
    }

    /// <summary>`(%check-count function min max rest)`: the arguments are those of `rest` and the `min` before them.</summary>
    public static Value CheckCount(BuiltinContext c, Value* args, int count)
    {
        (int min, int max) = ((int)args[1].Fixnum, (int)args[2].Fixnum);
        long got = min + Sequences.ListLength(args[3]);
        return got <= max ? Value.Nil : throw Faults.Arity(Heap.TextOf(args[0]), min, max, (int)got);
    }

    /// <summary>`(%wrong-count function min max got)`.</summary>
    public static Value WrongCount(BuiltinContext c, Value* args, int count) =>
        throw Faults.Arity(Heap.TextOf(args[0]), (int)args[1].Fixnum, (int)args[2].Fixnum, (int)args[3].Fixnum);

    /// <summary>`(%not-a-list function v)`: what a function gave back is no list.</summary>
    public static Value NotAList(BuiltinContext c, Value* args, int count) =>
        throw Faults.Of("type", $"{Heap.TextOf(args[0])}: expected the function to give a List, got {Faults.Described(args[1])}");
}
