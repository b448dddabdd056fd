using ClaudeLang.Jit.Ir;

namespace ClaudeLang.Jit.X64;

/// <summary>
/// Back-edges. Places at a loop's head are the same on every way to it, so the head's code is good at the end of a round too, and
/// behind it the body's code again: rounds then need one jump, and short ones part of a jump and part of a poll.
/// <code>
///   head: test; jge done                     test; jge done
///         body; poll; jmp head       body:   body; poll; test; jge done
///   done:                                    body;       test; jl body
///                                    done:
/// </code>
/// </summary>
internal sealed partial class CodeGenerator
{
    /// <summary>Values of a head that is repeated, of a body that is, and of one that is three times.</summary>
    private const int HeadValuesMax = 8, BodyValuesMax = 24, TinyValuesMax = 8;

    /// <summary>The current block, its edge's moves made, goes on at a block that does not follow it.</summary>
    private void GoOn(int target, int next)
    {
        bool isBack = _code.OffsetOf(_labels[target]) >= 0 && _graph.Blocks[target].LoopHead >= 0;
        if (!isBack || _graph[_graph.Blocks[target].Last].Op != IrOp.Branch || ValuesOf([target]) > HeadValuesMax)
        {
            _code.Jump(_labels[target]);
            return;
        }
        (int latch, int position) = (_block, _position);
        int[] body = BodyOf(target, latch);
        int values = ValuesOf(body);
        for (int copies = body.Length == 0 || values > BodyValuesMax ? 0 : values > TinyValuesMax ? 1 : 3; copies > 0; copies--)
        {
            Repeat(target, next: body[0]);
            RepeatBody(body);
        }
        Repeat(target, next);
        (_block, _position) = (latch, position);
    }

    /// <summary>The blocks of a round from the one that the head goes on at, if they lie in a row, are entered there alone, and lead back once; else none.</summary>
    private int[] BodyOf(int head, int latch)
    {
        int loop = _graph.Blocks[head].LoopHead, first = Array.IndexOf(_order, head) + 1, end = Array.IndexOf(_order, latch) + 1;
        int[] body = first > 0 && first < end ? _order[first..end] : [];
        (int whenTrue, int whenFalse) = (Forward(_graph.Blocks[head].Successor0), Forward(_graph.Blocks[head].Successor1));
        bool isWhole = body.Length > 0 && (whenTrue == body[0]) != (whenFalse == body[0])
            && Array.TrueForAll(body, block => _graph.Blocks[block] is { LoopHead: < 0 } b && b.Loop == loop && (block == latch || !LeadsTo(block, head)))
            && Array.TrueForAll(_order, block => block == head || !_graph.IsInLoop(block, loop) || Array.IndexOf(body, block) >= 0);
        return isWhole ? body : [];
    }

    private bool LeadsTo(int block, int head) =>
        _graph.Blocks[block] is var b && ((b.Successor0 >= 0 && Forward(b.Successor0) == head) || (b.Successor1 >= 0 && Forward(b.Successor1) == head));

    /// <summary>How many values have code; more than any limit if some of it is large.</summary>
    private int ValuesOf(int[] blocks)
    {
        int count = 0;
        foreach (int block in blocks)
            for (int id = _graph.Blocks[block].First; id >= 0; id = _graph[id].Next)
            {
                if (IsLarge(id)) return int.MaxValue;
                if (_graph[id].Op is not (IrOp.Phi or IrOp.Poll or IrOp.Jump)) count++;
            }
        return count;
    }

    private bool IsLarge(int id) =>
        _graph[id].Op == IrOp.VectorSet ? MayNeedBarrier(_graph.Input(id, 2)) : IrOps.Is(_graph[id].Op, IrTraits.Call | IrTraits.Runtime);

    private void Repeat(int block, int next)
    {
        _block = block;
        EmitBlock(block, next);
    }

    /// <summary>The blocks of a round under labels of their own, without polls: the first copy of a round has asked.</summary>
    private void RepeatBody(int[] body)
    {
        int[] labels = Array.ConvertAll(body, block => _labels[block]);
        for (int i = 1; i < body.Length; i++) _labels[body[i]] = _code.NewLabel();
        for (int i = 0; i < body.Length; i++)
        {
            _block = body[i];
            if (i > 0) _code.Bind(_labels[_block]);
            bool isLatch = i == body.Length - 1;
            for (int id = _graph.Blocks[_block].First; id >= 0 && !(isLatch && id == _graph.Blocks[_block].Last); id = _graph[id].Next)
            {
                _position = _liveness.Position[id];
                if (_graph[id].Op != IrOp.Poll && !_liveness.IsFused[id]) Emit(id, isLatch ? -1 : body[i + 1]);
            }
        }
        EmitMoves(EdgeMoves(_block));
        for (int i = 0; i < body.Length; i++) _labels[body[i]] = labels[i];
    }
}
