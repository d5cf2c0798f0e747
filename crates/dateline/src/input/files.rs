//! Files and folders.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// The path that stands for standard input.
const STDIN: &str = "-";
/// How like a name must be to be proposed for one that is not there, by Jaro and Winkler, 0 to 1.
const NEAR: f64 = 0.9;

/// The files meant by these paths: a folder stands for the files in it and below it with this
/// ending, by name. A folder or file that cannot be read stays in the list, to fail in its turn.
pub(crate) fn expand(paths: Vec<PathBuf>, ending: &str) -> Vec<Result<PathBuf, Failure>> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(Ok(path));
            continue;
        }
        let before = files.len();
        collect(&path, ending, &mut files);
        if files.len() == before {
            let folder = path.display();
            let message = format!("expected files ending in .{ending} in {folder}, but found none");
            files.push(Err(Failure::new("no-file", message)));
        }
    }
    files
}

/// Adds the files of a folder. Links to folders are not followed, so that no folder is met twice.
fn collect(folder: &Path, ending: &str, files: &mut Vec<Result<PathBuf, Failure>>) {
    let entries = match fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>) {
        Ok(entries) => entries,
        Err(error) => return files.push(Err(unreadable(folder, &error))),
    };
    let mut paths: Vec<(PathBuf, bool)> = entries
        .into_iter()
        .filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'))
        .map(|entry| (entry.path(), entry.file_type().is_ok_and(|kind| kind.is_dir())))
        .collect();
    paths.sort_unstable();
    for (path, is_folder) in paths {
        if is_folder {
            collect(&path, ending, files);
        } else if path.extension().is_some_and(|found| found.eq_ignore_ascii_case(ending)) {
            files.push(Ok(path));
        }
    }
}

/// Opens a file; `-` is standard input.
///
/// # Errors
/// Where it cannot be opened.
pub(crate) fn open(path: &Path) -> Result<Box<dyn BufRead + Send>, Failure> {
    if path == Path::new(STDIN) {
        return Ok(Box::new(BufReader::new(io::stdin())));
    }
    match File::open(path) {
        Ok(_) if path.is_dir() => Err(Failure::new(
            "input",
            format!("expected a file, but {} is a folder", path.display()),
        )),
        Ok(file) => Ok(Box::new(BufReader::new(file))),
        Err(error) => Err(unreadable(path, &error)),
    }
}

/// The text of a file.
///
/// # Errors
/// Where it cannot be read, is longer than `max_bytes`, or is no text in UTF-8.
pub(crate) fn text_of(path: &Path, max_bytes: usize) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let limit = max_bytes as u64 + 1;
    open(path)?.take(limit).read_to_end(&mut bytes).map_err(|error| unreadable(path, &error))?;
    if bytes.len() > max_bytes {
        let message = format!(
            "expected at most {max_bytes} bytes in {}, but found more; raise --max-bytes",
            path.display()
        );
        return Err(Failure::new("too-long", message));
    }
    String::from_utf8(bytes).map_err(|error| {
        let message = format!("expected UTF-8 in {}, but {error}", path.display());
        Failure::new("encoding", message)
    })
}

/// Why a file cannot be read, with the name of one that can where the name looks mistyped.
fn unreadable(path: &Path, error: &io::Error) -> Failure {
    let name = path.display();
    if error.kind() != io::ErrorKind::NotFound {
        return Failure::new("input", format!("cannot read {name}: {error}"));
    }
    let advice = match near(path) {
        Some(near) => format!("did you mean {}?", near.display()),
        None => "check the name and the folder".to_owned(),
    };
    Failure::new("no-file", format!("expected a file, but there is no {name}; {advice}"))
}

/// The file whose name is nearest to one that is not there.
fn near(path: &Path) -> Option<PathBuf> {
    let wanted = path.file_name()?.to_str()?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let entries = fs::read_dir(folder.unwrap_or(Path::new("."))).ok()?;
    let mut names: Vec<(f64, String)> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .map(|name| (strsim::jaro_winkler(wanted, &name), name))
        .filter(|(likeness, _)| *likeness >= NEAR)
        .collect();
    names.sort_by(|(a, first), (b, second)| b.total_cmp(a).then_with(|| first.cmp(second)));
    let (_, name) = names.into_iter().next()?;
    Some(folder.map_or_else(|| PathBuf::from(&name), |folder| folder.join(&name)))
}
