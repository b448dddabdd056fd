using System.Collections.Immutable;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Syntax;

namespace ClaudeLang.Vm.Bytecode;

/// <summary>
/// Decision trees (<see cref="MatchPlanner"/>) to instructions. Jumps go forward alone, so what several ways lead to stands behind all of
/// them, in the order of the clauses; a clause that one way leads to stands in that way.
/// </summary>
public sealed partial class Compiler
{
    /// <summary>The parts of the value that are in locals by now.</summary>
    private readonly record struct LoadedParts(ImmutableDictionary<Part, int> Slots);

    /// <summary>One `match` while it is compiled.</summary>
    private sealed record MatchState(MatchNode Node, MatchPlan Plan, LoadedParts AtStart, Want Want, JumpLabel End, JumpLabel Failed)
    {
        public JumpLabel[] Clauses { get; } = NewLabels(Node.Clauses.Length);
        public JumpLabel[] Resumed { get; } = NewLabels(Node.Clauses.Length);

        private static JumpLabel[] NewLabels(int count) => [.. Enumerable.Range(0, count).Select(_ => new JumpLabel())];
    }

    private void EmitMatch(MatchNode node, Want want)
    {
        int locals = _out.LocalCount;
        MatchPlan plan = MatchPlanner.Plan(node.Clauses, MayMutate);
        int slot = EmitSubject(node);
        var match = new MatchState(node, plan, new LoadedParts(ImmutableDictionary<Part, int>.Empty.Add(plan.Whole, slot)), want, new JumpLabel(), new JumpLabel());
        for (int i = 0; i < plan.Leaves.Length; i++)
            if (plan.Leaves[i] > 1) DeclareVariables(node.Clauses[i]);
        EmitTree(match, plan.Start, match.AtStart);
        for (int i = 0; i < plan.Leaves.Length; i++)
        {
            if (plan.Resumed[i] is { } resumed)
            {
                _out.Bind(match.Resumed[i]);
                EmitTree(match, resumed, match.AtStart);
            }
            if (plan.Leaves[i] <= 1) continue;
            _out.Bind(match.Clauses[i]);
            EmitClause(match, i, match.AtStart);
        }
        _out.Bind(match.Failed);
        if (_out.IsReachable)
        {
            _out.Position = node.Position;
            _out.Emit(Opcode.LocalGet, slot);
            _out.Emit(Opcode.MatchFail);
            Finish(node, want);
        }
        _out.Bind(match.End);
        _out.LocalCount = locals;
    }

    /// <summary>The local that holds the value: a variable's own, if nothing can change that.</summary>
    private int EmitSubject(MatchNode node)
    {
        if (node.Subject is LocalNode { Variable: { IsAssigned: false, IsBoxed: false } variable } && variable.Owner == _function && variable.Slot >= 0) return variable.Slot;
        Emit(node.Subject, Want.Value);
        int slot = _out.NewLocal();
        _out.Position = node.Position;
        _out.Emit(Opcode.LocalSet, slot);
        return slot;
    }

    private void DeclareVariables(MatchClause clause)
    {
        foreach (Variable variable in clause.Variables)
            if (IsUsed(variable)) Declare(variable);
    }

    // ---- trees -----------------------------------------------------------------------------------------------------
    private void EmitTree(MatchState match, MatchTree tree, LoadedParts loaded)
    {
        if (!_out.IsReachable) return;
        if (!StackGuard.HasRoom)
        {
            StackGuard.OnNewStack(() => EmitTreeDeep(match, tree, loaded));
            return;
        }
        int locals = _out.LocalCount;
        _out.Position = match.Node.Position;
        switch (tree)
        {
            case MatchTree.Fail: _out.Jump(Opcode.Jump, match.Failed); break;
            case MatchTree.Resume resume: _out.Jump(Opcode.Jump, match.Resumed[resume.Clause]); break;
            case MatchTree.Leaf leaf: EmitLeaf(match, leaf, loaded); break;
            case MatchTree.Branch branch:
                var no = new JumpLabel();
                loaded = EmitTest(branch.Part, branch.Test, branch.Pattern, loaded, no);
                EmitTree(match, branch.Yes, loaded);
                _out.Bind(no);
                EmitTree(match, branch.No, loaded);
                break;
        }
        _out.LocalCount = locals;
    }

    private bool EmitTreeDeep(MatchState match, MatchTree tree, LoadedParts loaded)
    {
        EmitTree(match, tree, loaded);
        return true;
    }

    private void EmitLeaf(MatchState match, MatchTree.Leaf leaf, LoadedParts loaded)
    {
        bool isShared = match.Plan.Leaves[leaf.Clause] > 1;
        foreach (PartBinding binding in leaf.Bindings)
            if (IsUsed(binding.Variable)) EmitBinding(binding, isShared, loaded);
        if (isShared) _out.Jump(Opcode.Jump, match.Clauses[leaf.Clause]);
        else EmitClause(match, leaf.Clause, loaded);
    }

    // A variable that nothing assigns may be the local that the part is in anyway.
    private void EmitBinding(PartBinding binding, bool isShared, LoadedParts loaded)
    {
        Variable variable = binding.Variable;
        if (!isShared && !variable.IsAssigned && !variable.IsBoxed && loaded.Slots.TryGetValue(binding.Part, out int slot))
        {
            variable.Slot = slot;
            return;
        }
        if (!isShared) Declare(variable);
        EmitPart(binding.Part, loaded);
        Initialize(variable);
    }

    private void EmitClause(MatchState match, int i, LoadedParts loaded)
    {
        MatchClause clause = match.Node.Clauses[i];
        var guardFailed = new JumpLabel();
        if (clause.Guard is not null) EmitBranch(clause.Guard, false, guardFailed);
        Emit(clause.Body, match.Want);
        _out.Position = match.Node.Position;
        _out.Jump(Opcode.Jump, match.End);
        _out.Bind(guardFailed);
        if (match.Plan.AfterGuard[i] is not { } after) return;
        if (MayMutate(clause.Guard!)) loaded = new LoadedParts(loaded.Slots.RemoveRange(loaded.Slots.Keys.Where(part => part.IsMutable)));
        EmitTree(match, after, loaded);
    }

    // ---- parts -----------------------------------------------------------------------------------------------------
    /// <summary>[] -> [the part]</summary>
    private void EmitPart(Part part, LoadedParts loaded)
    {
        if (loaded.Slots.TryGetValue(part, out int slot))
        {
            _out.Emit(Opcode.LocalGet, slot);
            return;
        }
        EmitPart(part.Around!, loaded);
        switch (part.Kind)
        {
            case PartKind.Head: _out.Emit(Opcode.Head); break;
            case PartKind.Tail: _out.Emit(Opcode.Tail); break;
            case PartKind.DictValue:
                _out.EmitConstant(part.Key!);
                EmitBuiltin("dict-get", 2);
                break;
            default: _out.Emit(Opcode.FieldGet, part.Index); break;
        }
    }

    /// <summary>Puts the part into a local of its own.</summary>
    private LoadedParts Load(Part part, LoadedParts loaded)
    {
        if (loaded.Slots.ContainsKey(part)) return loaded;
        if (part.Around is { } around && !loaded.Slots.ContainsKey(around)) loaded = Load(around, loaded);
        EmitPart(part, loaded);
        int slot = _out.NewLocal();
        _out.Emit(Opcode.LocalSet, slot);
        return new LoadedParts(loaded.Slots.Add(part, slot));
    }

    /// <summary>Goes on if the answer is yes, else to the label.</summary>
    private LoadedParts EmitTest(Part part, MatchTest test, Pattern pattern, LoadedParts loaded, JumpLabel no)
    {
        loaded = Load(part, loaded);
        if (test is MatchTest.IsAnyOf any)
        {
            EmitAnyOf(part, any.Pattern, loaded, no);
            return loaded;
        }
        _out.Emit(Opcode.LocalGet, loaded.Slots[part]);
        switch (test)
        {
            case MatchTest.IsCons: _out.Emit(Opcode.TypeIs, (int)ObjectType.Cons); break;
            case MatchTest.IsList: _out.Emit(Opcode.TypeIs, (int)TypeTest.List); break;
            case MatchTest.IsDict: _out.Emit(Opcode.TypeIs, (int)ObjectType.Dict); break;
            case MatchTest.IsEmpty:
                _out.Emit(Opcode.Empty);
                _out.Emit(Opcode.Same);
                break;
            case MatchTest.HasKey key:
                _out.EmitConstant(key.Name);
                EmitBuiltin("dict-has?", 2);
                break;
            case MatchTest.IsTuple tuple: EmitTupleTest(tuple); break;
            case MatchTest.IsRecord:
                EmitPeek(((Pattern.Record)pattern).Type);
                _out.Emit(Opcode.RecordTest);
                break;
            case MatchTest.IsEqual equal: EmitEqual(equal.Value); break;
        }
        _out.Jump(Opcode.JumpFalse, no);
        return loaded;
    }

    private void EmitEqual(Constant value)
    {
        if (value is Constant.Nil)
        {
            _out.Emit(Opcode.IsNil);
            return;
        }
        _out.EmitConstant(value);
        _out.Emit(value is Constant.Bool or Constant.Symbol or Constant.Keyword ? Opcode.Same : Opcode.Eq);
    }

    private void EmitTupleTest(MatchTest.IsTuple tuple)
    {
        int tag = _out.ConstantIndex(new Constant.String(tuple.Tag));
        if (tuple.Fields > Instruction.U8Max) throw new ChunkLimitException("fields of a tuple in a pattern", Instruction.U8Max);
        if (tag > Instruction.U16Max) throw new ChunkLimitException("constants before a tuple in a pattern", Instruction.U16Max);
        _out.Emit(Opcode.TupleIs, tag, tuple.Fields);
    }

    /// <summary>[] -> [the value of the name; nil if it has none yet]</summary>
    private void EmitPeek(Node name)
    {
        switch (name)
        {
            case LocalNode { Variable: var variable }:
                GetRaw(variable);
                if (variable.IsBoxed && !IsItself(variable)) _out.Emit(Opcode.BoxPeek);
                break;
            case GlobalNode { Global: var global } node:
                _out.Emit(node.IsCertain ? Opcode.GlobalGet : Opcode.GlobalPeek, GlobalIndex(global));
                break;
            case MemberNode { Target: { } target }:
                _out.Emit(Opcode.GlobalPeek, GlobalIndex(target));
                break;
            default:
                Emit(name, Want.Value);
                break;
        }
    }

    // ---- (or p q) inside a pattern: its alternatives one after the other ----------------------------------------------
    private void EmitAnyOf(Part part, Pattern.Or or, LoadedParts loaded, JumpLabel no)
    {
        var yes = new JumpLabel();
        foreach (Pattern alternative in or.Alternatives)
        {
            int locals = _out.LocalCount;
            var next = new JumpLabel();
            EmitPattern(part, alternative, loaded, next);
            _out.Jump(Opcode.Jump, yes);
            _out.Bind(next);
            _out.LocalCount = locals;
        }
        _out.Jump(Opcode.Jump, no);
        _out.Bind(yes);
    }

    /// <summary>A pattern without names, without regard to what is known.</summary>
    private void EmitPattern(Part part, Pattern pattern, LoadedParts loaded, JumpLabel no)
    {
        var left = new Stack<(Part Part, Pattern Pattern)>([(part, pattern)]);
        while (left.TryPop(out (Part Part, Pattern Pattern) next))
        {
            if (MatchTest.Of(next.Pattern) is not { } test) continue;
            loaded = EmitTest(next.Part, test, next.Pattern, loaded, no);
            MatchPlanner.PushInside(left, next.Part, next.Pattern);
        }
    }

    // ---- guards ----------------------------------------------------------------------------------------------------
    /// <summary>Whether evaluating it may change a record or what a name means.</summary>
    private bool MayMutate(Node node) => !StackGuard.HasRoom || node switch
    {
        LiteralNode or LocalNode or GlobalNode or MemberNode or LibraryNode or EffectValueNode or LambdaNode => false,
        LogicNode logic => logic.Items.Any(MayMutate),
        IfNode choice => MayMutate(choice.Condition) || MayMutate(choice.Then) || MayMutate(choice.Otherwise),
        ListNode list => list.Items.Any(MayMutate),
        CallNode { Function: LibraryNode library } call => IsMutator(library.Name, call.Arguments.Length) || call.Arguments.Any(MayMutate),
        CallNode call => DirectRole(call.Function, call.Arguments.Length) is null or { Kind: RecordRoleKind.Set } || call.Arguments.Any(MayMutate),
        _ => true,
    };

    // A function written in C# calls nothing, but for apply; and of those a few change records.
    private bool IsMutator(string name, int count) => !OperatorTable.TryFind(name, count, out _)
        && (!_library.TryFind(name, out LibraryName? found) || found is not LibraryName.Builtin { Number: not BuiltinTable.ApplyNumber } || name.StartsWith("set-Error", StringComparison.Ordinal));
}
