using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace CptsReferral.Support.Lines;

/// <summary>A network of its own. It has no name: once nobody holds it any more, however this process ended, the kernel takes it down with all that is in it.</summary>
internal sealed class NetworkNamespace : IDisposable
{
    const int NewNetwork = 0x40000000;

    readonly SafeFileHandle handle;

    NetworkNamespace(SafeFileHandle handle) => this.handle = handle;

    /// <summary>What <c>nsenter --net=</c> takes while this is held.</summary>
    public string Path => $"/proc/{Environment.ProcessId}/fd/{handle.DangerousGetHandle()}";

    public static NetworkNamespace Create() => new(OnAThreadOfItsOwn(() =>
    {
        Check(unshare(NewNetwork), "No network of its own could be made");
        return File.OpenHandle("/proc/thread-self/ns/net");
    }));

    /// <summary>What is opened in there, a socket or a device, stays in there wherever it is used.</summary>
    public T Inside<T>(Func<T> work) => OnAThreadOfItsOwn(() =>
    {
        Check(setns(handle, NewNetwork), "The network could not be entered");
        return work();
    });

    public void Runs(string command)
    {
        var words = command.Split(' ');
        using var process = Inside(() => Process.Start(new ProcessStartInfo(words[0], words[1..]) { UseShellExecute = false, RedirectStandardError = true }))!;
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{command}: {said}");
    }

    public void Dispose() => handle.Dispose();

    /// <summary>A thread keeps the network that it entered: it is used for nothing else afterwards.</summary>
    static T OnAThreadOfItsOwn<T>(Func<T> work)
    {
        var done = new Task<T>(work);
        new Thread(() => done.RunSynchronously()).Start();
        return done.GetAwaiter().GetResult();
    }

    static void Check(int result, string otherwise)
    {
        if (result != 0)
            throw new InvalidOperationException(otherwise, new Win32Exception(Marshal.GetLastPInvokeError()));
    }

    [DllImport("libc", SetLastError = true)]
    static extern int unshare(int what);

    [DllImport("libc", SetLastError = true)]
    static extern int setns(SafeFileHandle network, int what);
}
