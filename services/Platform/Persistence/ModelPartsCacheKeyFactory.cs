using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace CptsReferral.Platform.Persistence;

// EF caches one model per context type; ours has one type and as many models as hosts.
internal sealed class ModelPartsCacheKeyFactory : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime) =>
        (context.GetType(), (context as CptsDbContext)?.Parts, designTime);
}
