using System.Runtime.InteropServices;

namespace Gatehouse.Decisions.Threads;

/// <summary>
/// Threads for long work, which requests must not wait for: they are interrupted as soon as another thread wakes.
/// </summary>
public static partial class BackgroundThread
{
    private const uint UsualPolicy = 0;
    private const uint IdlePolicy = 5;
    private const int LowNiceness = 10;
    private const ulong ShortSlice = 100_000;
    private const ulong LongSlice = 100_000_000;

    /// <summary>Starts a thread that does this work and ends with it.</summary>
    public static Thread Start(string name, BackgroundShare share, Action work)
    {
        var thread = new Thread(() =>
        {
            GiveWay(share);
            work();
        })
        {
            IsBackground = true,
            Name = name,
        };
        thread.Start();
        return thread;
    }

    /// <summary>
    /// Rests for at least so many microseconds; other systems than Linux, which measure in milliseconds, just let others go
    /// first. A core that always has something to run takes over no thread that waits for another core until the kernel's
    /// next tick.
    /// </summary>
    public static void Rest(int microseconds)
    {
        if (OperatingSystem.IsLinux())
        {
            _ = SleepMicroseconds((uint)microseconds);
        }
        else
        {
            Thread.Yield();
        }
    }

    // Thread.Priority does nothing on Linux; there the kernel is asked, for this thread alone.
    private static void GiveWay(BackgroundShare share)
    {
        if (!OperatingSystem.IsLinux())
        {
            Thread.CurrentThread.Priority = share switch
            {
                BackgroundShare.Usual => ThreadPriority.Normal,
                BackgroundShare.Low => ThreadPriority.BelowNormal,
                _ => ThreadPriority.Lowest,
            };
        }
        else if (!TryAskScheduler(share) && share != BackgroundShare.Usual)
        {
            _ = SetPriority(which: 0, who: 0, LowNiceness);
        }
    }

    // A long slice (Linux 6.12 and later, passed over by others) is no greater share: a thread that has one is interrupted as
    // soon as another wakes, where it would otherwise run its slice to the end. Threads of the idle policy are interrupted in
    // any case, and a core that runs nothing else counts as free where the kernel looks for one; with a short slice they get
    // their little more often, so that whoever waits for a lock of theirs, or to collect garbage, does not wait long.
    private static unsafe bool TryAskScheduler(BackgroundShare share)
    {
        long? number = RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => 314,
            Architecture.Arm64 => 274,
            _ => null,
        };
        var attributes = new SchedulerAttributes
        {
            Size = (uint)sizeof(SchedulerAttributes),
            Policy = share == BackgroundShare.Idle ? IdlePolicy : UsualPolicy,
            Nice = share == BackgroundShare.Usual ? 0 : LowNiceness,
            Runtime = share == BackgroundShare.Idle ? ShortSlice : LongSlice,
        };
        return number is { } call && SetAttributes(call, thread: 0, &attributes, flags: 0) == 0;
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int SetPriority(int which, uint who, int priority);

    [LibraryImport("libc", EntryPoint = "usleep")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int SleepMicroseconds(uint microseconds);

    // sched_setattr(2), for which C libraries have had no function of their own until lately.
    [LibraryImport("libc", EntryPoint = "syscall")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static unsafe partial long SetAttributes(
        long number,
        int thread,
        SchedulerAttributes* attributes,
        uint flags
    );

    // The kernel's struct sched_attr in its first version.
    [StructLayout(LayoutKind.Sequential)]
    private struct SchedulerAttributes
    {
        public uint Size;
        public uint Policy;
        public ulong Flags;
        public int Nice;
        public uint Priority;
        public ulong Runtime;
        public ulong Deadline;
        public ulong Period;
    }
}
