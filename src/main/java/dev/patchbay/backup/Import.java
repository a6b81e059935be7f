package dev.patchbay.backup;

import static dev.patchbay.model.ServiceException.badRequest;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.model.ServiceException;
import dev.patchbay.service.ImportPlan;
import dev.patchbay.service.ImportResult;
import dev.patchbay.service.Quotas;
import dev.patchbay.service.ResourceLimits;
import dev.patchbay.service.ResourceRules;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stores the roots of an export, each as a whole or not at all. A refused line refuses its root;
 * other roots are stored. It keeps one root in memory.
 */
public final class Import {

  /**
   * The options of an import.
   *
   * @param accountIds the accounts to import; roots of others are refused
   * @param skipExisting whether an existing root is skipped and not refused
   */
  public record Options(Set<String> accountIds, boolean skipExisting) {
    public Options {
      accountIds = Set.copyOf(accountIds);
    }
  }

  private final ResourceTypes types;
  private final Map<ResourceType, ResourceRules> rules;
  private final BlockingStore store;
  private final ImportPlan.RequestCheck requestCheck;
  private final ResourceLimits limits;
  private final Quotas quotas;
  private final Options options;
  private final ImportReport report;
  private @Nullable ImportBlock block;
  private long version = ExportFormat.VERSION;
  private final RootCounts rootsSeen;
  private long resourcesSeen;
  private boolean countable = true;
  private boolean begun;
  private boolean ended;

  /**
   * An import, to be run once.
   *
   * @param report receives lines for the operator
   */
  public Import(
      ResourceTypes types,
      Map<ResourceType, ResourceRules> rules,
      BlockingStore store,
      ImportPlan.RequestCheck requestCheck,
      ResourceLimits limits,
      Quotas quotas,
      Options options,
      Consumer<String> report) {
    this.types = types;
    this.rules = Map.copyOf(rules);
    this.rootsSeen = new RootCounts(types);
    this.store = store;
    this.requestCheck = requestCheck;
    this.limits = limits;
    this.quotas = quotas;
    this.options = options;
    this.report = new ImportReport(types, report);
  }

  /**
   * Stores all valid roots. It stops where the file is not an export, and where the store does not
   * answer.
   *
   * @return whether everything was stored or skipped
   * @throws IOException when the stream cannot be read
   */
  public boolean run(InputStream input) throws IOException {
    LineReader lines = new LineReader(input);
    boolean goOn = true;
    while (goOn) {
      try {
        Optional<byte[]> line = lines.next();
        if (line.isEmpty()) {
          break;
        }
        take(parse(line.get()), lines.number());
      } catch (ServiceException e) {
        report.refused(lines.number(), e.message());
        refuse();
        goOn = begun && e.code() != ErrorCode.SERVICE_UNAVAILABLE;
      }
    }
    if (goOn && !ended) {
      report.refused(lines.number(), "the file ends here, without its last line");
    }
    return report.summary(lines.bytes());
  }

  private ExportLine parse(byte[] line) {
    try {
      return LineParser.parse(types, line, version);
    } catch (ServiceException e) {
      countable = false;
      throw e;
    }
  }

  private void take(ExportLine line, long number) {
    if (ended) {
      throw badRequest("it comes after the end of the export");
    }
    if (begun == line instanceof ExportLine.Header) {
      throw badRequest(begun ? "it is a second header" : "the file does not begin with a header");
    }
    begun = true;
    if (line instanceof ExportLine.Header header) {
      version = header.version();
    } else if (line instanceof ExportLine.OfResource ofResource) {
      take(ofResource.resource(), number);
    } else if (line instanceof ExportLine.EndOfRoot end) {
      take(end);
    } else if (line instanceof ExportLine.EndOfExport end) {
      take(end);
    }
  }

  private void take(Resource resource, long number) {
    ResourceId id = resource.id();
    if (id.parent().isEmpty() || block == null) {
      checkEnded();
      rootsSeen.add(id.root().type());
      block =
          new ImportBlock(id.root(), number, new ImportPlan(rules, requestCheck, limits, quotas));
    }
    resourcesSeen++;
    block.add(resource, options.accountIds());
  }

  /** Reports the block before as incomplete; the new block is read nevertheless. */
  private void checkEnded() {
    if (block != null && !block.isRefused()) {
      report.refused(block.firstLine(), block.name() + " has no end");
    }
    block = null;
  }

  private void take(ExportLine.EndOfRoot end) {
    ImportBlock ending = block;
    block = null;
    if (ending == null) {
      throw badRequest(
          "it is the end of an %s that did not begin".formatted(end.root().type().spokenName()));
    }
    if (ending.isRefused()) {
      return;
    }
    ImportResult restored = store.commit(ending.end(end));
    if (!restored.isNew() && !options.skipExisting()) {
      throw badRequest(ending.name() + " is there already (--skip-existing passes over it)");
    }
    report.stored(ending.root().type(), ending.lines(), restored);
  }

  private void take(ExportLine.EndOfExport end) {
    checkEnded();
    ended = true;
    if (countable && (!rootsSeen.isAsIn(end.roots()) || end.resources() != resourcesSeen)) {
      throw badRequest(
          "the file should have %s with %s, and has %d with %d"
              .formatted(
                  rootsSeen.of(end.roots()).text(),
                  Count.resources(end.resources()),
                  rootsSeen.sum(),
                  resourcesSeen));
    }
  }

  /** Refuses the root; its further errors are not reported. */
  private void refuse() {
    if (block != null) {
      block.refuse();
    }
  }
}
