using ClaudeLang.Vm.Bytecode;

namespace ClaudeLang.Image;

/// <summary>A step of the build: compiles the prelude and writes its image to the file that is named.</summary>
public static class Program
{
    public static int Main(string[] args)
    {
        if (args is not [{ } file])
        {
            Console.Error.WriteLine("usage: ClaudeLang.Image FILE");
            return 2;
        }
        File.WriteAllBytes(file, LibraryImage.Write(StandardLibrary.Instance));
        return 0;
    }
}
