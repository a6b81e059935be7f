package dev.patchbay.backup;

import static dev.patchbay.model.ServiceException.badRequest;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ServiceException;
import dev.patchbay.service.ImportPlan;
import dev.patchbay.service.ImportResult;
import dev.patchbay.service.Quotas;
import dev.patchbay.service.ResourceLimits;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stores the APIs of an export, each as a whole or not at all. A line that is refused takes its API
 * with it, and the others go on. It keeps one API at a time in memory.
 */
public final class Import {

  /**
   * What is taken.
   *
   * @param accountIds whose APIs; others are refused
   * @param skipExisting whether an API that is there already is passed over, and not refused
   */
  public record Options(Set<String> accountIds, boolean skipExisting) {
    public Options {
      accountIds = Set.copyOf(accountIds);
    }
  }

  private final Commits store;
  private final ImportPlan.RequestCheck requestCheck;
  private final ResourceLimits limits;
  private final Quotas quotas;
  private final Options options;
  private final ImportReport report;
  private @Nullable ImportBlock block;
  private long version = ExportFormat.VERSION;
  private long apisSeen;
  private long resourcesSeen;
  private boolean countable = true;
  private boolean begun;
  private boolean ended;

  /**
   * An import to be run once.
   *
   * @param report takes lines for people
   */
  public Import(
      Commits store,
      ImportPlan.RequestCheck requestCheck,
      ResourceLimits limits,
      Quotas quotas,
      Options options,
      Consumer<String> report) {
    this.store = store;
    this.requestCheck = requestCheck;
    this.limits = limits;
    this.quotas = quotas;
    this.options = options;
    this.report = new ImportReport(report);
  }

  /**
   * Stores everything that can be. It stops where the file is not an export at all, and where the
   * store does not answer.
   *
   * @return whether all of it was stored, or was there and is to be skipped
   * @throws IOException when the stream cannot be read
   */
  public boolean run(InputStream input) throws IOException {
    Lines lines = new Lines(input);
    boolean goOn = true;
    while (goOn) {
      try {
        Optional<byte[]> line = lines.next();
        if (line.isEmpty()) {
          break;
        }
        take(parse(line.get()), lines.number());
      } catch (ServiceException refused) {
        report.refused(lines.number(), refused.message());
        spoil();
        goOn = begun && refused.code() != ErrorCode.SERVICE_UNAVAILABLE;
      }
    }
    if (goOn && !ended) {
      report.refused(lines.number(), "the file ends here, without its last line");
    }
    return report.summary(lines.bytes());
  }

  private ExportLine parse(byte[] line) {
    try {
      return LineParser.parse(line, version);
    } catch (ServiceException garbled) {
      countable = false;
      throw garbled;
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
    } else if (line instanceof ExportLine.EndOfApi end) {
      take(end);
    } else if (line instanceof ExportLine.EndOfExport end) {
      take(end);
    }
  }

  private void take(Resource resource, long number) {
    ResourceId id = resource.id();
    if (id.parent().isEmpty() || block == null) {
      checkEnded();
      apisSeen++;
      block = new ImportBlock(id.api(), number, new ImportPlan(requestCheck, limits, quotas));
    }
    block.lines++;
    resourcesSeen++;
    if (block.spoilt) {
      return;
    }
    if (!id.api().equals(block.api)) {
      throw badRequest("it is not of API " + block.api.value() + ", which has not ended");
    }
    if (!options.accountIds().contains(id.accountId())) {
      throw badRequest(
          "account %1$s is not that of the configuration (--account %1$s takes it)"
              .formatted(id.accountId()));
    }
    block.restoration.add(resource);
  }

  /** The one before cannot be whole; that is told of it, and the new one is taken all the same. */
  private void checkEnded() {
    if (block != null && !block.spoilt) {
      report.refused(block.firstLine, "API %s has no end".formatted(block.api.value()));
    }
    block = null;
  }

  private void take(ExportLine.EndOfApi end) {
    ImportBlock ending = block;
    block = null;
    if (ending == null) {
      throw badRequest("it is the end of an API that did not begin");
    }
    if (ending.spoilt) {
      return;
    }
    if (!ending.api.value().equals(end.apiId())
        || !ending.api.accountId().equals(end.accountId())) {
      throw badRequest("it is not the end of API " + ending.api.value());
    }
    if (ending.lines != end.resources()) {
      throw badRequest(
          "API %s should have %s, and has %d"
              .formatted(end.apiId(), Count.resources(end.resources()), ending.lines));
    }
    ImportResult restored = store.commit(ending.restoration.transition());
    if (!restored.isNew() && !options.skipExisting()) {
      throw badRequest(
          "API %s is there already (--skip-existing passes over it)".formatted(end.apiId()));
    }
    report.stored(ending.lines, restored);
  }

  private void take(ExportLine.EndOfExport end) {
    checkEnded();
    ended = true;
    if (countable && (end.apis() != apisSeen || end.resources() != resourcesSeen)) {
      throw badRequest(
          "the file should have %s with %s, and has %d with %d"
              .formatted(
                  Count.apis(end.apis()),
                  Count.resources(end.resources()),
                  apisSeen,
                  resourcesSeen));
    }
  }

  /** Nothing of the API is stored, and what else is wrong with it is not told. */
  private void spoil() {
    if (block != null) {
      block.spoilt = true;
    }
  }
}
