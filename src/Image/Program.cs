using ClaudeLang.Jit;
using ClaudeLang.Vm.Bytecode;

namespace ClaudeLang.Image;

/// <summary>A step of the build: compiles the prelude, and assembles the machine code that every process has; writes each to the file that is named for it.</summary>
public static class Program
{
    public static int Main(string[] args)
    {
        if (args is not [{ } prelude, { } code])
        {
            Console.Error.WriteLine("usage: ClaudeLang.Image PRELUDE CODE");
            return 2;
        }
        File.WriteAllBytes(prelude, LibraryImage.Write(StandardLibrary.Instance));
        File.WriteAllBytes(code, AssembledCode.Write());
        return 0;
    }
}
