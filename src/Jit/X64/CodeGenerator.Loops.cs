using ClaudeLang.Jit.Ir;

namespace ClaudeLang.Jit.X64;

/// <summary>
/// Back-edges. Places at a loop's head are the same on every way to it, so the head's code is good at the end of a round too, and
/// behind it the body's code again: rounds then need one jump, and short ones half a jump and half a poll.
/// <code>
///   head: test; jge done                     test; jge done
///         body; poll; jmp head       body:   body; poll; test; jge done
///   done:                                    body;       test; jl body
///                                    done:
/// </code>
/// </summary>
internal sealed partial class CodeGenerator
{
    /// <summary>Values of a head that is repeated, and of a body that is.</summary>
    private const int HeadValuesMax = 8, BodyValuesMax = 16;

    /// <summary>The current block, its edge's moves made, goes on at a block that does not follow it.</summary>
    private void GoOn(int target, int next)
    {
        bool isBack = _code.OffsetOf(_labels[target]) >= 0 && _graph.Blocks[target].LoopHead >= 0;
        if (!isBack || _graph[_graph.Blocks[target].Last].Op != IrOp.Branch || !IsShort(target, HeadValuesMax))
        {
            _code.Jump(_labels[target]);
            return;
        }
        (int body, int position) = (_block, _position);
        bool isWhole = Forward(_graph.Blocks[target].Successor0) == body || Forward(_graph.Blocks[target].Successor1) == body;
        if (isWhole && IsShort(body, BodyValuesMax))
        {
            Repeat(target, next: body);
            RepeatBody(body);
        }
        Repeat(target, next);
        (_block, _position) = (body, position);
    }

    private bool IsShort(int block, int valuesMax)
    {
        int count = 0;
        for (int id = _graph.Blocks[block].First; id >= 0; id = _graph[id].Next)
        {
            if (_graph[id].Op == IrOp.Phi) continue;
            if (++count > valuesMax || IrOps.Is(_graph[id].Op, IrTraits.Call | IrTraits.Runtime)) return false;
        }
        return true;
    }

    private void Repeat(int block, int next)
    {
        _block = block;
        EmitBlock(block, next);
    }

    /// <summary>A body of one block, without its poll: the first copy of a round has asked.</summary>
    private void RepeatBody(int body)
    {
        _block = body;
        for (int id = _graph.Blocks[body].First; id != _graph.Blocks[body].Last; id = _graph[id].Next)
        {
            _position = _liveness.Position[id];
            if (_graph[id].Op != IrOp.Poll && !_liveness.IsFused[id]) Emit(id, -1);
        }
        EmitMoves(EdgeMoves(body));
    }
}
